import { defineCheck } from '../../model/check.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { effectsOf } from '../../sql/effects/effects-of.js';
import { quoteName, relationName, type QualifiedName } from '../../sql/names.js';
import { keyOf } from '../../sql/rerun/state.js';
import { statementsIn } from '../../sql/steps.js';
import { childOf, isSet, textOf } from '../../sql/tree.js';
import { judgedFiles } from './rule.js';

export default defineCheck({
  code: 'idempotency/keeps-invalid-index',
  severity: 'warning',
  title: 'IF NOT EXISTS keeps an index that is not valid',
  why: 'A build that was interrupted or refused leaves an index that no query uses and that every write pays for; the second run takes it for the finished one.',

  *find(facts) {
    for (const file of judgedFiles(facts)) {
      for (const [statement, index] of keptIn(file)) {
        yield {
          message: `index "${index.name}" is kept by IF NOT EXISTS even where its last build did not end`,
          at: { source: file.source, span: statement.span },
          hint: `Put before it, as a statement of its own: ${dropFirst(index)}.`,
        };
      }
    }
  },
});

/** The statement that takes away what an interrupted build has left, and the index of a finished one as well. */
export function dropFirst(index: QualifiedName): string {
  return `DROP INDEX CONCURRENTLY IF EXISTS ${quoteName(index)}`;
}

/** Builds that the same file neither clears the way for nor repairs afterwards. */
function keptIn({ statements }: ParsedFile): readonly (readonly [Statement, QualifiedName])[] {
  return statements.flatMap((statement, position) => {
    const { type, node } = statement;
    if (type !== 'IndexStmt' || !isSet(node, 'concurrent') || !isSet(node, 'if_not_exists')) return [];
    const { schema } = relationName(childOf(node, 'relation'));
    const index = { schema, name: textOf(node, 'idxname') };
    const isCleared = statements.slice(0, position).some((each) => drops(each, index));
    const isRepaired = statements.slice(position).some((each) => rebuilds(each, index));
    return isCleared || isRepaired ? [] : [[statement, index] as const];
  });
}

/** Also a block that drops it only where it is not valid. */
function drops(statement: Statement, index: QualifiedName): boolean {
  const effects = statementsIn(statement).flatMap(effectsOf);
  return effects.some((effect) => effect.action === 'drop' && isSame(effect, index));
}

/** REINDEX makes an index valid again. */
function rebuilds({ type, node }: Statement, index: QualifiedName): boolean {
  if (type !== 'ReindexStmt' || textOf(node, 'kind') !== 'REINDEX_OBJECT_INDEX') return false;
  return isSame({ kind: 'index', table: null, ...relationName(childOf(node, 'relation')) }, index);
}

function isSame(named: Parameters<typeof keyOf>[0], index: QualifiedName): boolean {
  return keyOf(named) === keyOf({ kind: 'index', table: null, ...index });
}
