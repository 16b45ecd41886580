/**
 * `driver.js <states.json> <lock wait in ms> [own]`: one `apply` of the product, with catalogs that were proven beforehand, so
 * that a run takes no ephemeral server. The database is named by DATABASE_URL. Prints the record as JSON.
 */
import { readFileSync } from 'node:fs';
import { setAssetRoot } from '../../src/assets.js';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import type { Catalog } from '../../src/model/catalog.js';
import { CannotJudge } from '../../src/model/cannot-judge.js';
import { matchTracker } from '../../src/model/tracker-match.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { readOnly, type Deployed } from '../../src/postgres/deployed/open-deployed.js';
import { readTracker } from '../../src/postgres/tracker/read.js';
import { apply, type Proof } from '../../src/release/apply/apply.js';
import type { WorkStep } from '../../src/release/apply/work.js';
import { parseHistory } from '../../src/sql/parse.js';
import { HISTORY, OUTSIDE, PLACE } from './shop.js';

setAssetRoot('build/src');
const [statesPath = '', lockWait = '60000', mode = 'shared'] = process.argv.slice(2);
const states = new Map(Object.entries(JSON.parse(readFileSync(statesPath, 'utf8')) as Record<string, Catalog>));
const parsed = await parseHistory(HISTORY);

const differ: Proof['work']['differ'] = (expected, deployed) => compareCatalogs(expected, deployed, 'all');

async function prove({ sql }: Deployed): Promise<Proof> {
  const [reading, catalog] = await readOnly(sql, 60_000, async () => [
    await readTracker(sql, PLACE),
    await readCatalog(sql, { tracker: PLACE }),
  ]);
  const steps: WorkStep[] = [];
  for (const migration of matchTracker(HISTORY, reading.tracker).next ?? []) {
    const after = states.get(migration.tag) as Catalog;
    const transaction = migration.tag in OUTSIDE ? 'none' : mode === 'own' ? 'own' : 'shared';
    const last = steps.at(-1);
    const migrations = last?.transaction === 'shared' && transaction === 'shared' ? last.migrations : [];
    if (migrations.length > 0) steps.pop();
    steps.push({ transaction, migrations: [...migrations, migration], after });
  }
  const plan = { schemaVersion: 1, target: 'shop', fingerprint: '', refusals: [], pending: [], tables: [] } as const;
  return { plan, work: { parsed, steps, differ }, seen: { reading, catalog } };
}

try {
  const record = await apply({
    url: process.env['DATABASE_URL'] ?? '',
    variable: 'DATABASE_URL',
    place: PLACE,
    history: HISTORY,
    expectations: { database: null, history: null, fingerprint: null },
    lockWaitMs: Number(lockWait),
    inTransaction: { lockTimeoutMs: 5000, statementTimeoutMs: 60_000 },
    outside: { lockTimeoutMs: 0, statementTimeoutMs: 60_000 },
    attempts: 4,
    pauseMs: 200,
    onStep: () => undefined,
    prove,
    backup: null,
  });
  process.stdout.write(JSON.stringify(record));
  const isFine = record.findings.length === 0 && !['refused', 'rolled-back'].includes(record.outcome);
  process.exitCode = isFine ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotJudge)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
