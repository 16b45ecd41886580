import { defineCheck } from '../../model/check.js';
import { nameOf, type Catalog } from '../../model/catalog.js';
import { valueOf } from '../../model/gathered.js';
import type { ParsedFile } from '../../model/sql.js';
import { quoteIdentifier } from '../../model/quote.js';
import { effectsOf } from '../../sql/effects/effects-of.js';
import type { Effect } from '../../sql/effects/effect.js';

export default defineCheck({
  code: 'replay/column-replaced',
  severity: 'warning',
  title: 'A column is dropped and one of its type added',
  why: 'That is what drizzle-kit writes where a rename was answered as "create": the values of the old column are gone, and the deploy reports success.',

  *find({ catalogs, newTags, parsed }) {
    const [before, after] = [valueOf(catalogs.before), valueOf(catalogs.replayed)];
    if (before === null || after === null) return;
    for (const tag of newTags ?? []) {
      const file = parsed.get(tag);
      if (file === undefined || movesRows(file)) continue;
      const effects = file.statements.flatMap((statement) =>
        effectsOf(statement).map((effect) => ({ effect, statement })),
      );
      const added = effects.filter(({ effect }) => isColumn(effect, 'create'));
      for (const { effect: dropped, statement } of effects.filter(({ effect }) => isColumn(effect, 'drop'))) {
        const match = added.find(({ effect }) => isReplacement(dropped, effect, before, after));
        if (match === undefined) continue;
        const table = quoteIdentifier(...[dropped.schema, dropped.table].filter((part) => part !== null));
        const [from, to] = [quoteIdentifier(dropped.name ?? ''), quoteIdentifier(match.effect.name ?? '')];
        yield {
          message: `migration "${tag}" drops column ${from} of ${table} and adds ${to} of the same type`,
          at: { source: file.source, span: statement.span },
          evidence: [{ kind: 'sql', text: `${match.statement.text}\n${statement.text}` }],
          hint: `If that is one column, write instead: ALTER TABLE ${table} RENAME COLUMN ${from} TO ${to};`,
        };
      }
    }
  },
});

function isColumn({ kind, action }: Effect, wanted: Effect['action']): boolean {
  return kind === 'column' && action === wanted;
}

/** Values were carried over, or brought in from elsewhere. */
function movesRows({ statements }: ParsedFile): boolean {
  return statements.some(({ type }) => type === 'UpdateStmt' || type === 'DoStmt' || type === 'MergeStmt');
}

function isReplacement(dropped: Effect, added: Effect, before: Catalog, after: Catalog): boolean {
  if (dropped.table !== added.table || dropped.schema !== added.schema || dropped.name === added.name) return false;
  const type = typeOf(dropped, before);
  return type !== null && type === typeOf(added, after);
}

/** As Postgres prints it; without a schema the column is looked for in `public`. */
function typeOf({ schema, table, name }: Effect, { objects }: Catalog): string | null {
  if (table === null || name === null) return null;
  const wanted = nameOf({ kind: 'column', schema: schema ?? 'public', parent: table, name });
  const type = objects.find((object) => object.kind === 'column' && nameOf(object) === wanted)?.attributes['type'];
  return typeof type === 'string' ? type : null;
}
