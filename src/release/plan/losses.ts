/** What a way back loses, in words. Pure. */
import type { AttributeValue, CatalogObject, Difference } from '../../model/catalog.js';
import type { PlannedMigration } from '../../model/release.js';

/** `changes`: from the state before (expected) to the one after, renames aside. */
export function lossesOf(
  changes: readonly Difference[],
  replaced: readonly string[],
  pending: readonly PlannedMigration[],
): readonly string[] {
  return [
    ...changes.flatMap(lossesIn),
    ...replaced.map((object) => `${object} was dropped and made anew: what the old one held is not brought back`),
    ...pending.flatMap(writesIn),
  ];
}

function lossesIn({ kind, object, change, expected, actual, attributes }: Difference): string[] {
  if (change === 'extra') {
    return HOLDS_DATA.has(kind) ? [`${object} is dropped, with all that was written into it`] : [];
  }
  if (change === 'missing') return expected === null ? [] : lossesOfReturn(object, expected);
  const differing = new Set(attributes.map(({ attribute }) => attribute));
  if (kind !== 'column' || expected === null || actual === null) {
    return RESTRICTS.has(kind) ? [`${object} is made anew: rows that break it stop the script`] : [];
  }
  const [old, now] = [expected.attributes, actual.attributes];
  return [
    ...(differing.has('type')
      ? [
          `${object} goes back from ${say(now['type'])} to ${say(old['type'])}: values that do not fit stop the script, or are rounded or cut; what the release itself lost by its conversion is not brought back`,
        ]
      : []),
    ...(differing.has('notNull') && old['notNull'] === true
      ? [`${object} is NOT NULL again: a row with NULL in it stops the script`]
      : []),
    ...(differing.has('generated') ? [`${object} is computed anew`] : []),
  ];
}

const HOLDS_DATA = new Set(['table', 'column', 'sequence', 'materialized view', 'schema', 'foreign table']);
const RESTRICTS = new Set(['primary key', 'unique', 'foreign key', 'check', 'exclusion', 'index']);

function lossesOfReturn(object: string, { kind, attributes }: CatalogObject): string[] {
  if (kind === 'table') return [`${object} comes back empty: the rows that the release dropped are not brought back`];
  if (kind === 'column') {
    const isDemanding =
      attributes['notNull'] === true && attributes['default'] === null && attributes['identity'] === null;
    const then = isDemanding ? '; it is NOT NULL and has no default, so a table with rows stops the script' : '';
    return [`${object} comes back without the values that the release dropped${then}`];
  }
  if (kind === 'sequence') return [`${object} starts anew`];
  if (kind === 'index' && attributes['unique'] !== true) return [];
  return RESTRICTS.has(kind) ? [`${object} is added again: rows written since that break it stop the script`] : [];
}

function say(value: AttributeValue | undefined): string {
  return typeof value === 'string' ? value : 'another type';
}

/** Rows that migrations have changed: seen by the lock that it takes, or by the statement's first word. */
function writesIn({ tag, statements }: PlannedMigration): string[] {
  return statements
    .filter(({ sql, locks }) => WRITES.test(sql) || locks.some(({ mode }) => mode === 'RowExclusiveLock'))
    .map(({ line, sql }) => {
      return `rows that "${tag}" writes at line ${line} stay as they are then: ${sql.replace(/\s+/g, ' ').slice(0, 80)}`;
    });
}

const WRITES =
  /^\s*(?:insert|update|delete|merge|truncate|copy)\b|^\s*(?:do|with)\b[^]*\b(?:insert|update|delete|merge|truncate)\b/i;
