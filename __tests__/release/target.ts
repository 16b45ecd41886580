/** A deployed database for one test, and what a plan has to know of it. */
import type postgres from 'postgres';
import { gathered } from '../../src/model/gathered.js';
import type { DeployedFacts } from '../../src/model/deployed.js';
import type { History } from '../../src/model/history.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { compareReading, readDeployed, type Construction } from '../../src/gather/deployed.js';
import { openDeployed } from '../../src/postgres/deployed/open-deployed.js';
import { replayStepByStep, type Script } from '../../src/postgres/replay/replay.js';
import { schemasIn } from '../../src/sql/schemas.js';
import { urlOf } from '../postgres/url-of.js';

export function constructionOf(script: Script): Construction {
  return { script, obstacle: null, bootstrap: [], onStep: () => {} };
}

export function historyOf({ layout, migrations }: Script): History {
  return {
    layout,
    folder: 'drizzle',
    journal: null,
    entries: migrations.map((migration, position) => ({
      position,
      tag: migration.tag,
      index: position,
      rawWhen: migration.when,
      migration,
      span: null,
    })),
    files: migrations.map(({ source }) => source),
    unreadable: [],
    foldersWithoutFile: [],
    snapshots: [],
  };
}

/** Deploys the first `count` migrations, lets `then` do what people do by hand, and reads the database. */
export async function deployTo(
  server: EphemeralServer,
  script: Script,
  count: number,
  then: (sql: postgres.Sql) => Promise<unknown> = async () => {},
): Promise<DeployedFacts> {
  await using database = await server.createDatabase();
  const sql = await database.connect();
  await replayStepByStep(sql, { ...script, migrations: script.migrations.slice(0, count) });
  await then(sql);
  await sql.end(); // The embedded server serves one connection at a time.
  return await readTarget(server, script, urlOf(sql));
}

export async function readTarget(server: EphemeralServer, script: Script, url: string): Promise<DeployedFacts> {
  const target = { project: script, history: historyOf(script), timeoutMs: 10_000 };
  await using deployed = await openDeployed(url, 'DATABASE_URL');
  const reading = await readDeployed(deployed, target);
  const construction = gathered({ ...constructionOf(script), server });
  return await compareReading(reading, construction, schemasIn(script.parsed.values()));
}
