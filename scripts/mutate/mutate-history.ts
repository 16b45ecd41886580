/** One history: replayed, compared with its snapshot, then changed in every way that its schema allows. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type postgres from 'postgres';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import { preludeOf } from '../../src/gather/prelude.js';
import type { Catalog } from '../../src/model/catalog.js';
import { migrationsOf, type History } from '../../src/model/history.js';
import type { Project } from '../../src/model/project.js';
import type { EphemeralServer } from '../../src/model/server.js';
import type { ParsedFile } from '../../src/model/sql.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { buildCatalog } from '../../src/postgres/replay/build-catalog.js';
import { replayStepByStep } from '../../src/postgres/replay/replay.js';
import { projectOfMigrations } from '../../src/project/config/load-project.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { gatherSchema } from '../../src/project/schema/gather-schema.js';
import { latestSnapshot } from '../../src/project/schema/snapshots.js';
import { parseHistory } from '../../src/sql/parse.js';
import { describeSchema } from './change.js';
import { mutateDatabase, toMutation, type Mutation } from './mutate-database.js';
import { SNAPSHOT_CHANGES } from './snapshot-changes.js';

export interface Mutated {
  /** Differences of the history as it is; where there are any, nothing is changed. */
  readonly differences: readonly string[];
  readonly database: readonly Mutation[];
  readonly snapshot: readonly Mutation[];
}

/** `folder`: migrations, relative to `cwd`. Throws where the history cannot be replayed. */
export async function mutateHistory(folder: string, cwd: string, server: EphemeralServer): Promise<Mutated> {
  const project = await projectOfMigrations(folder, cwd);
  const history = await readHistory(resolve(cwd, folder), cwd);
  const world: World = { project, history, parsed: await parseHistory(history), cwd };
  await using database = await server.createDatabase();
  const sql = await database.connect();
  const recorded = await buildRecorded(sql, world, history);
  if (recorded === null) throw new Error('the snapshot cannot be built');
  await replay(sql, world);
  const replayed = await readCatalog(sql, { tracker: project.tracker });
  const differences = compareCatalogs(recorded, replayed, 'drizzle').map(({ change, object }) => `${change} ${object}`);
  if (differences.length > 0) return { differences, database: [], snapshot: [] };
  await using other = await server.createDatabase();
  return {
    differences,
    database: await mutateDatabase(sql, recorded, project.tracker),
    snapshot: await mutateSnapshot(await other.connect(), world, replayed),
  };
}

interface World {
  readonly project: Project;
  readonly history: History;
  readonly parsed: ReadonlyMap<string, ParsedFile>;
  readonly cwd: string;
}

/** null: the server refuses it. */
async function buildRecorded(
  sql: postgres.Sql,
  { project, parsed, cwd }: World,
  history: History,
): Promise<Catalog | null> {
  const { recorded } = await gatherSchema(project, history, { cwd, timeoutMs: 60_000 });
  if (recorded.status !== 'gathered') throw new Error(recorded.reason);
  const prelude = preludeOf(parsed.values());
  const built = await buildCatalog(sql, {
    ddl: recorded.value.ddl,
    prelude,
    onPlatform: false,
    tracker: project.tracker,
  });
  return 'objects' in built ? built : null;
}

async function replay(sql: postgres.Sql, { project, history, parsed }: World): Promise<void> {
  const { layout } = history;
  const { failure } = await replayStepByStep(sql, {
    layout,
    tracker: project.tracker,
    migrations: migrationsOf(history),
    parsed,
  });
  if (failure !== null) throw new Error(`${failure.tag}: ${failure.error.message}`);
}

/** Only version 7 is changed: older ones are brought to it, and 1.0 keeps another form. */
async function mutateSnapshot(sql: postgres.Sql, world: World, replayed: Catalog): Promise<readonly Mutation[]> {
  const latest = latestSnapshot(world.history)?.snapshot;
  if (latest?.version !== '7') return [];
  const schema = describeSchema(replayed);
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
  const mutations: Mutation[] = [];
  try {
    for (const { kind, apply } of SNAPSHOT_CHANGES) {
      const state = structuredClone(latest.state) as Record<string, unknown>;
      const change = apply(state, schema);
      const text = JSON.stringify(state);
      const mutant = { ...latest, path: join(folder, 'snapshot.json'), text, state };
      writeFileSync(mutant.path, text);
      const snapshots = world.history.snapshots.map((snapshot) => (snapshot === latest ? mutant : snapshot));
      const recorded = change && (await buildRecorded(sql, world, { ...world.history, snapshots }));
      if (change === null || recorded === null) {
        mutations.push({ kind, change: null, faults: [] });
        continue;
      }
      const differences = compareCatalogs(recorded, replayed, 'drizzle');
      mutations.push(toMutation(kind, { sql: '', ...change }, [['with the snapshot', differences, true]]));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return mutations;
}
