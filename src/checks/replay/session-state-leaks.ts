import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import { migrationsOf } from '../../model/history.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { fieldOf, listOf, nodeOf, textOf } from '../../sql/tree.js';
import { isMerged } from '../history/weigh.js';

export default defineCheck({
  code: 'replay/session-state-leaks',
  severity: 'warning',
  title: 'A setting outlives its migration',
  why: 'All pending migrations run in one session and one transaction: those after this one run under its setting too, and what was pending together depends on the environment. SET also stays on the connection, which an application may go on using.',

  *find(facts: Facts) {
    for (const { tag, source } of migrationsOf(facts.history)) {
      const file = facts.parsed.get(tag);
      for (const [setting, statement] of file === undefined ? [] : leftIn(file)) {
        yield {
          message: `migration "${tag}" sets ${setting} and does not reset it`,
          at: { source, span: statement.span },
          ...(isMerged(facts, tag) ? { severity: 'notice' as const } : {}),
          evidence: [{ kind: 'sql', text: statement.text }],
          hint: `Qualify names instead, or end the file with: RESET ${setting}`,
        };
      }
    }
  },
});

/** Settings that change what the SQL of other migrations means; time limits and the like do not. */
const MEANINGFUL = new Set([
  'search_path',
  'role',
  'session_authorization',
  'session_replication_role',
  'timezone',
  'datestyle',
]);

/** What is set when the file ends, by name, with the statement that did it last. SET LOCAL lasts as long as the transaction. */
function leftIn({ statements }: ParsedFile): ReadonlyMap<string, Statement> {
  const left = new Map<string, Statement>();
  for (const statement of statements) {
    const change = changeOf(statement);
    if (change === null) continue;
    if (change.setting === null) left.clear();
    else if (!change.sets) left.delete(change.setting);
    else if (MEANINGFUL.has(change.setting)) left.set(change.setting, statement);
  }
  return left;
}

interface Change {
  /** null: all of them. */
  readonly setting: string | null;
  /** false: back to the default. */
  readonly sets: boolean;
}

function changeOf({ type, node }: Statement): Change | null {
  if (type === 'DiscardStmt') return textOf(node, 'target') === 'DISCARD_ALL' ? { setting: null, sets: false } : null;
  if (type === 'SelectStmt') return changeByFunction(listOf(node, 'targetList'));
  if (type !== 'VariableSetStmt') return null;
  const kind = textOf(node, 'kind');
  if (kind === 'VAR_RESET_ALL') return { setting: null, sets: false };
  return { setting: textOf(node, 'name').toLowerCase(), sets: kind === 'VAR_SET_VALUE' };
}

/** `SELECT set_config('search_path', '', false)`, as pg_dump writes it. */
function changeByFunction(targets: readonly unknown[]): Change | null {
  const call = nodeOf(fieldOf(nodeOf(targets[0], 'ResTarget'), 'val'), 'FuncCall');
  const name = nodeOf(listOf(call, 'funcname').at(-1), 'String');
  if (textOf(name, 'sval') !== 'set_config') return null;
  const setting = textOf(fieldOf(nodeOf(listOf(call, 'args')[0], 'A_Const'), 'sval'), 'sval');
  return { setting: setting.toLowerCase(), sets: true };
}
