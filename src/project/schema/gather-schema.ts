/** Gathers what the TypeScript schema declares and what the latest snapshot records, both as DDL. */
import { dirname, resolve } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';
import { sayRefusal } from './refusal.js';
import type { Gathered } from '../../model/gathered.js';
import { failed, gathered, skipped } from '../../model/gathered.js';
import type { History } from '../../model/history.js';
import type { Config, DeclaredSchema, Project, RecordedSchema, SchemaFacts } from '../../model/project.js';
import { askChild } from './ask-child.js';
import { bundledKit } from './bundled-kit.js';
import { explainAnswer } from './explain.js';
import type { DeclaredReply, DeclaredRequest, Kit, Outcome, SchemaReply, SnapshotFile } from './protocol.js';
import { findSchemaFiles } from './schema-files.js';
import { readSources } from './sources.js';
import type { EntrySnapshot } from './snapshots.js';
import { latestSnapshot, newestSnapshot, recordedByNewest, toSnapshotFile } from './snapshots.js';
import type { Package } from './toolchain.js';
import { findPackage, lineOf, requireMatch } from './toolchain.js';

export interface GatherOptions {
  /** Absolute: the working directory of the run. */
  readonly cwd: string;
  /** How long the project's own code and drizzle-kit may take. */
  readonly timeoutMs: number;
  /** Why there is no config, where it is not only that none was given. */
  readonly distrust?: string | null;
  readonly signal?: AbortSignal;
  /** The history of the base branch; null or absent: there is none. */
  readonly merged?: Promise<History | null>;
}

/**
 * All from one child process. Throws CannotJudge where a schema is given and cannot be evaluated, declares nothing, or
 * drizzle-kit and drizzle-orm do not fit each other.
 */
export async function gatherSchema(project: Project, history: History, options: GatherOptions): Promise<SchemaFacts> {
  const own = recordOf(history);
  const source = await chooseSource(project, history, options);
  const base = await options.merged;
  const merged = base ? recordOf(recordedByNewest(base)) : null;
  const reply = await ask(source, { own, merged }, { project, options });
  return {
    declared:
      source.declared === null
        ? source.gap
        : await toDeclared(reply.declared, { config: source.declared.config, history, cwd: options.cwd }),
    recorded: toRecorded(reply.recorded, own.latest),
    merged: toRecorded(reply.merged, merged?.latest ?? null),
  };
}

/** Which drizzle-kit works, and what is declared; without a declaration, the gap says why. */
type Source =
  | { readonly kit: Kit; readonly declared: { readonly config: Config; readonly request: DeclaredRequest } }
  | { readonly kit: Kit; readonly declared: null; readonly gap: Gathered<never> };

async function chooseSource(project: Project, history: History, { cwd, distrust }: GatherOptions): Promise<Source> {
  const { config } = project;
  const without = (gap: Gathered<never>): Source => ({ kit: bundledKit(history.layout), declared: null, gap });
  if (config === null) return without(skipped(distrust ?? 'only a migrations folder is given'));
  const files = await findSchemaFiles(project, config);
  const kit = await requireKit(project, config, cwd);
  const line = lineOf(kit);
  if (line === null) return without(skipped(`drizzle-kit ${kit.version} has no programmatic interface; ${CAPABLE}`));
  if ((line === '0.x') !== (history.layout === 'journal')) return without(failed(layoutFault(history, kit)));
  const newest = newestSnapshot(history);
  const previous = newest && toSnapshotFile(newest, history, cwd);
  const request = { config: resolve(cwd, config.path), files, casing: config.casing, previous };
  return { kit: { source: 'project', folder: kit.folder, line }, declared: { config, request } };
}

const CAPABLE = '0.23 to 0.31 have one, and 1.0 since rc.4';

async function requireKit({ root }: Project, config: Config, cwd: string): Promise<Package> {
  const folders = [dirname(resolve(cwd, config.path)), root];
  const kit = await findPackage('drizzle-kit', folders);
  if (kit === null) {
    throw new CannotJudge('the schema cannot be compared: drizzle-kit is not installed', {
      hint: 'Install the dependencies of the project first, or judge the migrations alone with --migrations <folder>.',
    });
  }
  await requireMatch(kit, await findPackage('drizzle-orm', [kit.folder, ...folders]));
  return kit;
}

/** Neither line reads the other's layout: 1.0 stops before a journal, 0.x does not see folders. */
function layoutFault({ layout, folder }: History, kit: Package): string {
  return layout === 'journal'
    ? `drizzle-kit ${kit.version} refuses the journal in "${folder}" until "drizzle-kit up" has rewritten it`
    : `drizzle-kit ${kit.version} does not read the layout of "${folder}", which is that of drizzle-kit 1.0`;
}

/** What a history records, and the history itself, which its snapshots may build on. */
interface RecordedHistory {
  readonly latest: EntrySnapshot | null;
  readonly history: History;
}

function recordOf(history: History): RecordedHistory {
  return { latest: latestSnapshot(history), history };
}

/** null: there is none that drizzle-kit could be asked about. */
function fileOf({ latest, history }: RecordedHistory, cwd: string): SnapshotFile | null {
  if (latest === null || latest.snapshot.defect !== null) return null;
  return toSnapshotFile(latest.snapshot, history, cwd);
}

/** No question, no child. */
async function ask(
  { kit, declared }: Source,
  records: { readonly own: RecordedHistory; readonly merged: RecordedHistory | null },
  { project, options }: { readonly project: Project; readonly options: GatherOptions },
): Promise<SchemaReply> {
  const recorded = fileOf(records.own, options.cwd);
  if (declared === null && recorded === null) return { declared: null, recorded: null, merged: null };
  const isSame = records.merged?.latest?.snapshot.text === records.own.latest?.snapshot.text;
  const merged = records.merged === null || isSame ? null : fileOf(records.merged, options.cwd);
  const request = { task: 'schema', kit, declared: declared?.request ?? null, recorded, merged } as const;
  const answer = await askChild<SchemaReply>(request, { ...options, root: project.root });
  const subject = declared?.config.schema.join(', ') ?? recorded?.path ?? '';
  const reply = explainAnswer(answer, { subject, ...options });
  return isSame ? { ...reply, merged: reply.recorded } : reply;
}

async function toDeclared(
  outcome: Outcome<DeclaredReply> | null,
  { config: { path, schema }, history, cwd }: { config: Config; history: History; cwd: string },
): Promise<Gathered<DeclaredSchema>> {
  if (outcome === null) return failed('drizzle-kit gave no answer');
  if ('reason' in outcome) return failed(sayRefusal('the newest snapshot', outcome.reason));
  const { loaded, ...declared } = outcome.value;
  if (declared.objectCount > 0 || history.entries.length === 0) {
    return gathered({ ...declared, sources: await readSources(loaded, cwd) });
  }
  throw new CannotJudge(`the schema exports no tables (${schema.join(', ')} of "${path}")`, {
    hint: 'Export every table, enum and view from the files that "schema" names; drizzle-kit sees nothing else.',
  });
}

function toRecorded(
  outcome: Outcome<readonly string[]> | null,
  latest: EntrySnapshot | null,
): Gathered<RecordedSchema> {
  if (latest === null) return skipped('no entry has a snapshot');
  const { path, defect } = latest.snapshot;
  if (defect !== null) return failed(`snapshot "${path}" cannot be read: ${defect.message}`);
  if (outcome === null) return failed('drizzle-kit gave no answer');
  if ('reason' in outcome) return failed(sayRefusal(`snapshot "${path}"`, outcome.reason));
  return gathered({ snapshot: path, tag: latest.tag, ddl: outcome.value });
}
