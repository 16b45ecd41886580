/** What replays came to, kept between runs: with the same inputs, on the same server, they would come to the same again. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplayFacts } from '../model/facts.js';
import { gathered, valueOf, type Gathered } from '../model/gathered.js';
import type { Migration } from '../model/history.js';
import type { MaskedGuard, ReplayOutcome, SecondRun } from '../model/replay.js';
import type { SchemaFacts } from '../model/project.js';
import type { EphemeralServer } from '../model/server.js';
import { openUserCache, readKept, sha256, writeKept } from '../postgres/servers/user-cache.js';
import type { DatabaseFacts } from './catalogs.js';
import { extensionsIn } from './prelude.js';
import type { Workload } from './workload.js';

/** The newest of them stay: a large project's take some megabytes each. */
const MOST_KEPT = 20;
/** SQL that asks for the time or for chance comes to something else some day; what an old gate has proven wears out as well. */
const COUNTS_FOR_MS = 7 * 24 * 3_600_000;

/** A place in the user's cache for what one workload comes to on one server. */
export interface ReplayKeep {
  readonly directory: string;
  /** What the name of the file begins with: the inputs that are known before the schema has been loaded. */
  readonly prefix: string;
  /** The whole path. */
  readonly file: Promise<string>;
}

/**
 * null: nothing is kept of such a run. `program` is the digest of the gate itself, null where it is not told. On a server that
 * somebody else has set up, or with extensions that somebody else has installed, equal texts may come to something else.
 */
export function openKeptReplays(
  program: string | null,
  server: Pick<EphemeralServer, 'build' | 'facts'>,
  workload: Workload,
): ReplayKeep | null {
  const { script, bootstrap, obstacle } = workload;
  if (program === null || server.build === null || obstacle !== null) return null;
  const sources = [...script.migrations.map(({ source }) => source), ...bootstrap];
  if (server.facts.provider !== 'embedded' && extensionsIn(sources).length > 0) return null;
  const directory = openUserCache('replays');
  if (directory === null) return null;
  const prefix = nameOf([program, process.platform, server.build, inputsOf(workload)]);
  const file = workload.schema.then((schema) => join(directory, `${prefix}-${nameOf(outlinesOf(schema))}`));
  file.catch(() => {}); // Whoever loads the schema tells why it cannot be.
  return { directory, prefix, file };
}

function nameOf(inputs: unknown): string {
  return sha256(JSON.stringify(inputs)).toString('hex', 0, 16);
}

/** Everything that decides what the replays come to; what is derived from it by the gate's own code is left out. */
function inputsOf({ script, bootstrap, upgrade, secondRun, judges, newTags }: Workload): object {
  const { layout, tracker, migrations } = script;
  return {
    layout,
    tracker: [tracker.schema, tracker.table],
    migrations: migrations.map(textsOf),
    bootstrap: bootstrap.map(({ path, text }) => [path, text]),
    newTags,
    judged: migrations.map(({ tag }) => judges(tag)),
    secondRun: outlineOf(secondRun, (isDue) => migrations.map(({ tag }) => isDue(tag))),
    upgrade: outlineOf(upgrade, ({ base, pending, isOnTop }) => [base.map(textsOf), pending.map(textsOf), isOnTop]),
  };
}

function outlinesOf({ declared, recorded }: SchemaFacts): object {
  return { declared: outlineOf(declared, ({ ddl }) => ddl), recorded: outlineOf(recorded, ({ ddl }) => ddl) };
}

function textsOf({ tag, hash, when, source }: Migration): readonly unknown[] {
  return [tag, hash, when, source.path, source.text];
}

function outlineOf<T>(fact: Gathered<T>, outline: (value: T) => unknown): readonly unknown[] {
  return fact.status === 'gathered' ? [fact.status, outline(fact.value)] : [fact.status, fact.reason];
}

/** What was kept within a week before `now` (milliseconds since 1970), with when it ran. null: nothing was, or it is not whole. */
export async function recallReplays(keep: ReplayKeep, now: number): Promise<DatabaseFacts | null> {
  // Where nothing can be found, the replays do not wait for the schema.
  if (!readdirSync(keep.directory).some((name) => name.startsWith(keep.prefix))) return null;
  const kept = readKept(await keep.file);
  if (kept === null) return null;
  const { ranAt, replays, catalogs } = JSON.parse(kept.toString('utf8')) as Written;
  if (now - Date.parse(ranAt) > COUNTS_FOR_MS) return null;
  const { secondRuns, maskedGuards, ...others } = replays;
  const maps = { secondRuns: toMap(secondRuns), maskedGuards: toMap(maskedGuards) };
  return { replays: { ...others, ranAt, ...maps }, catalogs };
}

/** Keeps what went through. */
export async function keepReplays(keep: ReplayKeep, facts: DatabaseFacts, now: number): Promise<void> {
  if (!isWhole(facts)) return;
  const { secondRuns, maskedGuards, ...others } = facts.replays;
  const written: Written = {
    ranAt: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    replays: { ...others, secondRuns: toEntries(secondRuns), maskedGuards: toEntries(maskedGuards) },
    catalogs: facts.catalogs,
  };
  writeKept(await keep.file, Buffer.from(JSON.stringify(written)), MOST_KEPT);
}

type Entries<T> = Gathered<readonly (readonly [string, T])[]>;

/** `DatabaseFacts` as JSON can say it. */
interface Written {
  readonly ranAt: string;
  readonly replays: Omit<ReplayFacts, 'ranAt' | 'secondRuns' | 'maskedGuards'> & {
    readonly secondRuns: Entries<readonly SecondRun[]>;
    readonly maskedGuards: Entries<readonly MaskedGuard[]>;
  };
  readonly catalogs: DatabaseFacts['catalogs'];
}

function toEntries<T>(fact: Gathered<ReadonlyMap<string, T>>): Entries<T> {
  return fact.status === 'gathered' ? gathered([...fact.value]) : fact;
}

function toMap<T>(fact: Entries<T>): Gathered<ReadonlyMap<string, T>> {
  return fact.status === 'gathered' ? gathered(new Map(fact.value)) : fact;
}

/** What failed may have failed for a reason that is gone by the next run: it is tried again. */
function isWhole({ replays, catalogs }: DatabaseFacts): boolean {
  const { stepByStep, freshInstall, upgrade, secondRuns, maskedGuards } = replays;
  const { buildFailures, ...read } = catalogs;
  const all = [stepByStep, freshInstall, upgrade, secondRuns, maskedGuards, ...Object.values(read)];
  if (all.some(({ status }) => status === 'failed') || buildFailures.length > 0) return false;
  const outcomes = [stepByStep, freshInstall, upgrade].flatMap((fact) => valueOf<ReplayOutcome>(fact) ?? []);
  if (outcomes.some(({ failure }) => failure !== null)) return false;
  const failureOnRows = valueOf(upgrade)?.failureOnRows ?? null;
  const runs = [...(valueOf(secondRuns)?.values() ?? [])].flat();
  return failureOnRows === null && !runs.some(isOfServer);
}

/** Errors of SQLSTATE classes that tell of the server's state, not of the statement: resources, operators, its own faults. */
function isOfServer({ outcome }: SecondRun): boolean {
  return outcome.kind === 'failed' && /^(?:53|57|58|XX)/.test(outcome.error.sqlstate);
}
