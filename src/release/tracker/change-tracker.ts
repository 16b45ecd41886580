/** What `repair` and `baseline` have in common: look, plan, and write under the lock of the release where that is asked for. */
import { resolve } from 'node:path';
import { readDeployed, type Construction, type DatabaseSource, type DeployedReading } from '../../gather/deployed.js';
import { startFor, type GatherRequest } from '../../gather/gather.js';
import { Watchdog } from '../../gather/watchdog.js';
import type { Finding } from '../../model/finding.js';
import { gathered } from '../../model/gathered.js';
import type { TrackerPlace } from '../../model/project.js';
import { releaseFinding } from '../../model/release-codes.js';
import type { EphemeralServer } from '../../model/server.js';
import { isChange, type Obstacle, type TrackerChange, type TrackerRecord } from '../../model/tracker-change.js';
import { openDeployed, type Deployed } from '../../postgres/deployed/open-deployed.js';
import { parseHistory } from '../../sql/parse.js';
import { noteBefore } from '../apply/before.js';
import { refuseOther } from '../apply/expectations.js';
import { sayHolder, takeLock } from '../apply/lock.js';
import { refusePooler } from '../apply/refuse-pooler.js';
import { constructionOf } from '../../gather/construction.js';
import { findObstacles } from './obstacles.js';
import { writeChange } from './write-change.js';

export type TrackerRequest = Pick<
  GatherRequest,
  'cwd' | 'project' | 'history' | 'server' | 'bootstrap' | 'timeoutSeconds' | 'onStep' | 'now'
> & {
  readonly database: DatabaseSource;
  /** `database`, or `host/database`; null: any. */
  readonly expectDatabase: string | null;
  /** Else it is only shown. */
  readonly write: boolean;
  readonly lockWaitMs: number;
};

/** What a plan is made from. */
export interface Looked {
  readonly reading: DeployedReading;
  readonly construction: Construction;
  readonly server: EphemeralServer;
}

export type Planned = Pick<TrackerRecord, 'blind'> & { readonly change: TrackerChange };

/** Throws CannotJudge where the world does not let itself be read. */
export async function changeTracker(
  request: TrackerRequest,
  plan: (looked: Looked) => Promise<Planned>,
): Promise<TrackerRecord> {
  const start = performance.now();
  using watchdog = new Watchdog(request.timeoutSeconds, request.onStep);
  const outcome = await watchdog.watch(lookAndWrite(request, plan, watchdog));
  return { schemaVersion: 1, ...outcome, durationMs: Math.round(performance.now() - start) };
}

type Outcome = Omit<TrackerRecord, 'schemaVersion' | 'durationMs'>;

async function lookAndWrite(
  request: TrackerRequest,
  plan: (looked: Looked) => Promise<Planned>,
  watchdog: Watchdog,
): Promise<Outcome> {
  const { database, project, history, timeoutSeconds, write } = request;
  const timeoutMs = timeoutSeconds * 1000;
  watchdog.enter('reading the database');
  await using deployed = await openDeployed(database.url, database.variable);
  const refusal = refuseDatabase(deployed, request) ?? (write ? await refuseToWrite(deployed, request) : null);
  const target = `${deployed.server.host}/${deployed.server.database}`;
  const nothing = {
    target,
    tracker: project.tracker,
    applied: [],
    before: null,
    backup: null,
    blind: null,
    change: null,
  };
  if (refusal !== null) return { ...nothing, outcome: 'refused', findings: [refusal] };
  const reading = await readDeployed(deployed, { project, history, timeoutMs });
  const planned = await planOnServer(request, reading, plan, watchdog);
  const found = isChange(planned.change) ? await findObstacles(deployed, project.tracker, { write, timeoutMs }) : [];
  const change = { ...planned.change, obstacles: [...planned.change.obstacles, ...found] };
  const known = { ...nothing, ...planned, change };
  const findings = change.obstacles.map((each) => toFinding(each, project.tracker));
  if (findings.length > 0) return { ...known, outcome: 'refused', findings };
  if (!isChange(change)) return { ...known, outcome: 'nothing-to-do', findings };
  if (!write) return { ...known, outcome: 'shown', findings };
  watchdog.enter('writing the tracker');
  const before = await noteBefore(deployed.sql, reading.reading.tracker);
  const ground = { place: project.tracker, history, reading: reading.reading, catalog: reading.catalog };
  const written = await writeChange(deployed.sql, ground, change, { now: request.now ?? Date.now(), timeoutMs });
  if (written.finding !== null) return { ...known, before, outcome: 'rolled-back', findings: [written.finding] };
  const added = change.rows.flatMap(({ tag, action }) => (tag !== null && action !== 'kept' ? tag : []));
  const backup = written.kept && `${written.kept.schema}.${written.kept.table}`;
  return { ...known, before, backup, outcome: 'applied', applied: added, findings };
}

/** null: it is the one that was meant, as far as that is said. */
function refuseDatabase({ server }: Deployed, { history, expectDatabase: database }: TrackerRequest): Finding | null {
  return refuseOther(server, history, { database, history: null, fingerprint: null });
}

/** null: the lock of the release is ours until the session ends. */
async function refuseToWrite(deployed: Deployed, request: TrackerRequest): Promise<Finding | null> {
  return (await refusePooler(deployed, request.database)) ?? (await lock(deployed, request));
}

async function lock({ sql, server }: Deployed, request: TrackerRequest): Promise<Finding | null> {
  const { project, lockWaitMs, onStep } = request;
  const { isTaken, holder } = await takeLock(sql, project.tracker, lockWaitMs, (other) =>
    onStep(`waiting for ${sayHolder(other)}, which migrates this database`),
  );
  if (isTaken) return null;
  return releaseFinding('release/lock-held', {
    message: `${sayHolder(holder)} has been migrating the database for more than ${Math.round(lockWaitMs / 1000)} s`,
    at: { catalog: 'deployed', object: `database ${server.database}` },
    hint: 'Wait for it and run the command again.',
  });
}

async function planOnServer(
  request: TrackerRequest,
  reading: DeployedReading,
  plan: (looked: Looked) => Promise<Planned>,
  watchdog: Watchdog,
): Promise<Planned> {
  watchdog.enter('starting Postgres');
  const { cwd, project, history } = request;
  const parsed = await parseHistory(history);
  const folder = resolve(cwd, project.migrations);
  await using server = await startFor(request, gathered(reading), { folder, signal: watchdog.signal });
  return await plan({ reading, construction: constructionOf(request, parsed, watchdog), server });
}

function toFinding({ code, message, hint }: Obstacle, { schema, table }: TrackerPlace): Finding {
  return releaseFinding(code, { message, hint, at: { catalog: 'deployed', object: `table ${schema}.${table}` } });
}
