/** Columns that new migrations drop while they add another one of the type to the table. */
import { nameOf, type Catalog } from '../../model/catalog.js';
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import type { Effect } from '../../sql/effects/effect.js';
import { effectsOf } from '../../sql/effects/effects-of.js';

export interface Replacement {
  readonly tag: string;
  readonly file: ParsedFile;
  /** What drops the one column, and what it is. */
  readonly statement: Statement;
  readonly dropped: Effect;
  /** What adds the other one, and what that is. */
  readonly adding: Statement;
  readonly added: Effect;
}

/** Of files that change no rows in between; empty where the state before the new migrations is not known. */
export function replacementsIn({ catalogs, newTags, parsed }: Facts): readonly Replacement[] {
  const [before, after] = [valueOf(catalogs.before), valueOf(catalogs.replayed)];
  if (before === null || after === null) return [];
  return (newTags ?? []).flatMap((tag) => {
    const file = parsed.get(tag);
    if (file === undefined || movesRows(file)) return [];
    const effects = file.statements.flatMap((statement) =>
      effectsOf(statement).map((effect) => ({ effect, statement })),
    );
    const adding = effects.filter(({ effect }) => isColumn(effect, 'create'));
    return effects
      .filter(({ effect }) => isColumn(effect, 'drop'))
      .flatMap(({ effect: dropped, statement }): Replacement[] => {
        const match = adding.find(({ effect }) => isReplacement(dropped, effect, before, after));
        if (match === undefined) return [];
        return [{ tag, file, statement, dropped, adding: match.statement, added: match.effect }];
      });
  });
}

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
