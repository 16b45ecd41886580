import { defineCheck } from '../../model/check.js';
import type { Catalog } from '../../model/catalog.js';
import { valueOf } from '../../model/gathered.js';
import type { Statement } from '../../model/sql.js';
import type { Effect } from '../../sql/effects/effect.js';
import { nameParts } from '../../sql/names.js';
import { listOf, unwrap } from '../../sql/tree.js';
import { walk } from '../../sql/walk.js';
import { replacementsIn } from '../replay/replacements.js';
import { sayTarget, touchesOf, type Touch } from './touches.js';

export default defineCheck({
  code: 'safety/drops-data',
  severity: 'warning',
  title: 'A new migration removes what may hold data',
  why: 'The deploy reports success and the rows are gone; and code of the version before, for which Drizzle names every column, fails until it is replaced.',

  *find(facts) {
    const replaced = new Set(replacementsIn(facts).map(({ statement }) => statement));
    for (const touch of touchesOf(facts, ({ action, kind }) => action === 'drop' && HOLDERS.has(kind))) {
      const { tag, file, statement } = touch;
      // Told as a rename that was not answered as one.
      if (replaced.has(statement) || !isWhole(touch) || isSaved(touch)) continue;
      if (!holdsData(touch, valueOf(facts.catalogs.before))) continue;
      yield {
        message: `migration "${tag}" ${tell(touch.effect)}`,
        at: { source: file.source, span: statement.span },
        evidence: [{ kind: 'sql', text: statement.text }],
        hint: 'Keep it for as long as its data or old code is needed; if neither is, say so above the statement: -- gatekeeper: allow safety/drops-data: <reason>',
      };
    }
  },
});

const HOLDERS: ReadonlySet<Effect['kind']> = new Set(['table', 'column', 'schema', 'row']);

function tell(effect: Effect): string {
  if (effect.kind === 'row') return `empties ${sayTarget(effect)}`;
  const lost = { table: 'its rows', column: 'its values', schema: 'the tables in it' };
  return `drops ${sayTarget(effect)} and ${lost[effect.kind as keyof typeof lost]}`;
}

/** Rows that a condition picks are a correction of data, and meant. */
function isWhole({ statement: { node } }: Touch): boolean {
  return node['whereClause'] === undefined && node['usingClause'] === undefined;
}

/** Not a column that PostgreSQL computes, nor a schema without tables. */
function holdsData({ effect, object }: Touch, before: Catalog | null): boolean {
  if (effect.kind === 'column') return (object.attributes['generated'] ?? null) === null;
  if (effect.kind !== 'schema') return true;
  return before?.objects.some(({ kind, schema }) => kind === 'table' && schema === object.name) === true;
}

/** An earlier statement of the file reads it and writes rows: what is needed of it was taken over. */
function isSaved({ file, statement, effect }: Touch): boolean {
  return file.statements.some(
    (earlier) =>
      earlier.span.start < statement.span.start &&
      WRITERS.has(earlier.type) &&
      (effect.kind === 'column' ? readsColumn(earlier, effect) : readsTable(earlier, effect)),
  );
}

const WRITERS = new Set(['InsertStmt', 'UpdateStmt', 'MergeStmt', 'CreateTableAsStmt']);

function readsColumn({ node }: Statement, { table, name }: Effect): boolean {
  const nodes = walk(node);
  const isRead = nodes.some(
    ([type, each]) =>
      type === 'ColumnRef' && listOf(each, 'fields').some((field) => isStar(field) || nameParts([field])[0] === name),
  );
  return isRead && nodes.some(([, each]) => each['relname'] === table);
}

function isStar(field: unknown): boolean {
  return unwrap(field)[0] === 'A_Star';
}

/** Not where it is only written to. */
function readsTable({ node: { relation: _target, ...sources } }: Statement, { kind, table, name }: Effect): boolean {
  const wanted = kind === 'table' ? name : table;
  return walk(sources).some(([, each]) => each['relname'] === wanted);
}
