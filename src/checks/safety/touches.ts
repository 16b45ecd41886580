/** What new migrations do to what is there before them: rows are in it, and code that runs asks for it by name. */
import { nameOf, type CatalogObject } from '../../model/catalog.js';
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import { quoteIdentifier } from '../../model/quote.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import type { Effect } from '../../sql/effects/effect.js';
import { effectsOf } from '../../sql/effects/effects-of.js';
import { statementsIn } from '../../sql/steps.js';

export interface Touch {
  readonly tag: string;
  readonly file: ParsedFile;
  readonly statement: Statement;
  readonly effect: Effect;
  /** What the base branch's database has under that name. */
  readonly object: CatalogObject;
}

/** In the order of the statements, those in blocks included. Empty where the state before the new migrations is not known. */
export function touchesOf(facts: Facts, isMeant: (effect: Effect) => boolean): readonly Touch[] {
  const { catalogs, newTags, parsed } = facts;
  const before = new Map((valueOf(catalogs.before)?.objects ?? []).map((object) => [nameOf(object), object]));
  return (newTags ?? []).flatMap((tag) => {
    const file = parsed.get(tag);
    return (file?.statements ?? []).flatMap(statementsIn).flatMap((statement) =>
      effectsOf(statement)
        .filter(isMeant)
        .flatMap((effect): Touch[] => {
          const object = before.get(targetOf(effect));
          return file === undefined || object === undefined ? [] : [{ tag, file, statement, effect, object }];
        }),
    );
  });
}

/** The name that a catalog knows it by; without a schema it is looked for in `public`. TRUNCATE is of rows, and meets their table. */
function targetOf({ kind, schema, table, name }: Effect): string {
  const isOfRows = kind === 'row';
  return nameOf({
    kind: (isOfRows ? 'table' : kind) as CatalogObject['kind'],
    schema: kind === 'schema' ? null : (schema ?? 'public'),
    parent: isOfRows ? null : table,
    name: (isOfRows ? table : name) ?? '',
  });
}

/** As a migration would write it: `column "note" of "orders"`, `table "orders"`. */
export function sayTarget({ kind, schema, table, name }: Effect): string {
  const inSchema = (last: string): string => quoteIdentifier(...(schema === null ? [] : [schema]), last);
  if (kind === 'row') return `table ${inSchema(table ?? '')}`;
  const own = table === null ? inSchema(name ?? '') : `${quoteIdentifier(name ?? '')} of ${inSchema(table)}`;
  return `${kind} ${own}`;
}
