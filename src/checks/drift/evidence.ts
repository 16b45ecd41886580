/** What a drift finding shows. */
import { renderDdl } from '../../compare/ddl/render-ddl.js';
import { turn } from '../../compare/turn.js';
import type { AttributeValue, Catalog, Difference } from '../../model/catalog.js';
import type { Evidence } from '../../model/finding.js';

/** The differing attributes, where both sides have the object, and the DDL that would end the difference. */
export function evidenceOf(difference: Difference, expected: Catalog | null): readonly Evidence[] {
  const ddl = expected === null ? null : renderDdl(difference, expected);
  return [...attributeEvidence(difference), ...sqlEvidence(ddl)];
}

/** The differing attributes, and the DDL that the database has seen already: from what is expected to what is. */
export function evidenceOfBuilt(difference: Difference, actual: Catalog | null): readonly Evidence[] {
  const ddl = actual === null ? null : renderDdl(turn(difference), actual);
  return [...attributeEvidence(difference), ...sqlEvidence(ddl)];
}

/** As in `default, notNull`. */
export function attributesOf({ attributes }: Difference): string {
  return attributes.map(({ attribute }) => attribute).join(', ');
}

function attributeEvidence({ change, attributes }: Difference): readonly Evidence[] {
  if (change !== 'changed') return [];
  return attributes.map(({ attribute, expected, actual }) => ({
    kind: 'difference',
    attribute,
    expected: textOf(expected),
    actual: textOf(actual),
  }));
}

function sqlEvidence(text: string | null): readonly Evidence[] {
  return text === null ? [] : [{ kind: 'sql', text }];
}

function textOf(value: AttributeValue): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? value.join(', ') : String(value);
}
