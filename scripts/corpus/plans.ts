/**
 * `node build/scripts/corpus/plans.js <folder>`: cuts every history that the folder's `expectations.json` lists in several
 * places, deploys what is before the cut, plans what comes next, and the way back. Prints a line for each, and the sums.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setAssetRoot } from '../../src/assets.js';
import { compareReading, readDeployed } from '../../src/gather/deployed.js';
import { gathered } from '../../src/model/gathered.js';
import { migrationsOf, type History } from '../../src/model/history.js';
import type { Proof } from '../../src/model/proof.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { openDeployed } from '../../src/postgres/deployed/open-deployed.js';
import { replayStepByStep } from '../../src/postgres/replay/replay.js';
import { startServer } from '../../src/postgres/servers/start-server.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { provePlan } from '../../src/release/plan/prove-plan.js';
import { parseHistory } from '../../src/sql/parse.js';
import { schemasIn } from '../../src/sql/schemas.js';
import type { Observed } from './observed.js';

const CUTS = 6;
const PENDING = 3;
const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };

setAssetRoot(resolve('build/src'));
const corpus = resolve(process.argv[2] ?? '');
const { repositories } = JSON.parse(readFileSync(join(corpus, 'expectations.json'), 'utf8')) as {
  repositories: readonly Observed[];
};
const start = async () =>
  startServer({ provider: 'local', version: null, image: null, givenUrl: null, extensions: [] });
// Roles belong to a server: the target has one of its own.
await using host = await start();
await using server = await start();
const sums = { plans: 0, drift: 0, failed: 0, back: 0 };
for (const { repo, path } of repositories) {
  const history = await readHistory(join(corpus, path), corpus);
  const count = migrationsOf(history).length;
  for (let cut = 1; cut < count; cut += Math.max(1, Math.floor(count / CUTS))) {
    const startedAt = performance.now();
    const proof = await planAfter(history, cut, host).catch((error: unknown) => (error as Error).message);
    const ms = Math.round(performance.now() - startedAt);
    if (typeof proof !== 'string') add(proof);
    console.log(`${repo} after ${cut}: ${typeof proof === 'string' ? proof : say(proof)} (${ms} ms)`);
  }
}
console.log(sums);

/** Throws where not even what is before the cut can be deployed: some histories need a platform. */
async function planAfter(whole: History, cut: number, target: EphemeralServer): Promise<Proof> {
  const migrations = migrationsOf(whole).slice(0, cut + PENDING);
  const kept = new Set(migrations);
  const history = {
    ...whole,
    entries: whole.entries.filter(({ migration }) => migration !== null && kept.has(migration)),
  };
  const parsed = await parseHistory(history);
  const script = { layout: history.layout, tracker: TRACKER, migrations, parsed };
  await using database = await target.createDatabase();
  const sql = await database.connect();
  const { failure } = await replayStepByStep(sql, { ...script, migrations: migrations.slice(0, cut) });
  if (failure !== null) throw new Error(`not deployed: ${failure.error.message}`);
  const url = `postgres://postgres@/${database.name}?host=${dirname(String(sql.options.path))}`;
  await using deployed = await openDeployed(url, 'DATABASE_URL');
  const reading = await readDeployed(deployed, { project: { tracker: TRACKER }, history, timeoutMs: 60_000 });
  const construction = { script, obstacle: null, bootstrap: [], onStep: () => {} };
  const facts = await compareReading(reading, gathered({ ...construction, server }), schemasIn(parsed.values()));
  return await provePlan({ server, construction, deployed: facts, mode: 'shared', withRollback: true });
}

function add({ drift, failure, rollback }: Proof): void {
  sums.plans += 1;
  sums.drift += drift.length > 0 ? 1 : 0;
  sums.failed += failure === null ? 0 : 1;
  sums.back += rollback?.fault === null ? 1 : 0;
}

function say({ drift, failure, pending, rollback }: Proof): string {
  const statements = pending.flatMap((migration) => migration.statements).length;
  const way = rollback === null ? 'no way back' : (rollback.fault ?? 'the way back is whole');
  const objects = [...drift.map(({ object }) => object), ...(rollback?.underived ?? [])];
  return [`${statements} statements`, failure?.error.message ?? 'all run', way, ...objects].join(', ');
}
