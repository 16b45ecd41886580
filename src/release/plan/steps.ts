/** Cuts what is pending into the transactions that it runs in. Pure. */
import { runsAlone } from '../../sql/outside-transactions.js';
import type { Migration } from '../../model/history.js';
import type { Step, TransactionMode } from '../../model/proof.js';
import type { ParsedFile } from '../../model/sql.js';

/** In the order of `pending`: a migration that can run in no transaction stands alone and ends the shared one before it. */
export function cutSteps(
  pending: readonly Migration[],
  parsed: ReadonlyMap<string, ParsedFile>,
  mode: TransactionMode,
): readonly Step[] {
  const steps: { transaction: Step['transaction']; migrations: Migration[] }[] = [];
  for (const migration of pending) {
    const file = parsed.get(migration.tag);
    const isAlone = file !== undefined && runsAlone(file);
    const transaction = isAlone ? 'none' : mode === 'shared' ? 'shared' : 'own';
    const last = steps.at(-1);
    if (transaction === 'shared' && last?.transaction === 'shared') last.migrations.push(migration);
    else steps.push({ transaction, migrations: [migration] });
  }
  return steps;
}
