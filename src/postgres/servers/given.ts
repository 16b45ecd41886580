/** A server that already runs: the run works in databases of its own, and leaves the server as it found it. */
import { CannotJudge } from '../../model/cannot-judge.js';
import type { EphemeralServer } from '../../model/server.js';
import { dropAbandoned, writeMark } from './abandoned.js';
import { removeAtEnd } from './cleanup.js';
import { Cluster } from './cluster.js';
import { readConnectionString } from './connection.js';

/** Roles belong to the whole server, so two runs at once would meet each other's. */
const LOCK_TIMEOUT = '120s';
const LOCK_NAME = 'drizzle-gatekeeper';

/** Connects; `version` is the wanted major. The URL stands in no message. */
export async function startGiven(url: string, version: number | null): Promise<EphemeralServer> {
  const cluster = await connect(url);
  try {
    await requireFit(cluster, version);
    await takeTurn(cluster);
    await dropAbandoned(cluster.maintenance);
  } catch (error) {
    await cluster.close();
    throw error;
  }
  const close = (): Promise<void> => cluster.close();
  // Databases cannot be dropped synchronously: what a crash leaves goes with the next run's `dropAbandoned`.
  const forget = removeAtEnd({ removeNow: () => undefined, remove: close });
  return {
    facts: { provider: 'given', version: cluster.version, reason: 'GATEKEEPER_POSTGRES_URL is set' },
    versionNumber: cluster.versionNumber,
    build: null,
    isConcurrent: true,
    createDatabase: () => cluster.createDatabase(),
    kill: () => cluster.terminateSessions(),
    [Symbol.asyncDispose]: async () => {
      await close();
      forget();
    },
  };
}

async function connect(url: string): Promise<Cluster> {
  try {
    const endpoint = readConnectionString(url);
    return await Cluster.open({ endpoint, maintenance: endpoint.database, outlivesRun: true, mark: writeMark });
  } catch (error) {
    // Node quotes a malformed URL in full, password included.
    const reason = error instanceof TypeError ? 'it is not a connection string' : (error as Error).message;
    throw cannotUse(reason, 'Start that server, mend its connection string, or leave GATEKEEPER_POSTGRES_URL out.');
  }
}

async function requireFit({ maintenance, versionNumber }: Cluster, version: number | null): Promise<void> {
  const major = Math.trunc(versionNumber / 10_000);
  if (version !== null && version !== major) {
    throw cannotUse(`it is PostgreSQL ${major}, not ${version}`, 'Leave --postgres-version or the variable out.');
  }
  const [role] = await maintenance<{ name: string; able: boolean }[]>`
    SELECT rolname AS name, rolcreatedb OR rolsuper AS able FROM pg_roles WHERE rolname = current_user`;
  if (role?.able !== true) {
    throw cannotUse(`role "${role?.name}" may not create databases`, `Run ALTER ROLE "${role?.name}" CREATEDB.`);
  }
}

async function takeTurn({ maintenance }: Cluster): Promise<void> {
  try {
    await maintenance`SELECT set_config('lock_timeout', ${LOCK_TIMEOUT}, false)`;
    await maintenance`SELECT pg_advisory_lock(hashtext(${LOCK_NAME}))`;
    await maintenance`RESET lock_timeout`;
  } catch (error) {
    if ((error as { code?: unknown }).code !== '55P03') throw error;
    throw cannotUse(
      `another run has been using it for ${LOCK_TIMEOUT}`,
      'Wait for that run, or give each run a server.',
    );
  }
}

function cannotUse(reason: string, hint: string): CannotJudge {
  return new CannotJudge(`the server named by GATEKEEPER_POSTGRES_URL cannot be used: ${reason}`, { hint });
}
