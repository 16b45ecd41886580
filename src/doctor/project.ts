/** A project as it lies on the disk: config, packages, history, schema, base branch. */
import { resolve } from 'node:path';
import { gatherBase } from '../gather/base.js';
import type { GatherRequest } from '../gather/gather.js';
import type { Watchdog } from '../gather/watchdog.js';
import { newTagsOf } from '../model/base.js';
import type { Diagnosis } from '../model/diagnosis.js';
import type { History } from '../model/history.js';
import type { Project } from '../model/project.js';
import { askGit } from '../project/base/git.js';
import { readHistory } from '../project/history/read-history.js';
import { gatherSchema } from '../project/schema/gather-schema.js';
import { attempt, ok, tell } from './attempt.js';

/** A project that can be looked at further. */
export interface Ground {
  readonly project: Project;
  readonly history: History;
}

export interface ProjectRequest extends Pick<GatherRequest, 'cwd' | 'base' | 'timeoutSeconds' | 'distrust'> {
  readonly watchdog: Watchdog;
  /** Name of GitHub's event; null: the run is none of GitHub Actions. */
  readonly event: string | null;
}

/** `ground` is null where config or history cannot be read. */
export async function examineProject(
  load: () => Promise<Project>,
  request: ProjectRequest,
): Promise<{ readonly lines: readonly Diagnosis[]; readonly ground: Ground | null }> {
  request.watchdog.enter('reading the config');
  const loaded = await attempt('config', load);
  if (!('value' in loaded)) return { lines: [loaded], ground: null };
  const project = loaded.value;
  const lines = [ok('config', sayConfig(project)), describePackages(project)];
  const { cwd } = request;
  const read = await attempt('history', () => readHistory(resolve(cwd, project.migrations), cwd));
  if (!('value' in read)) return { lines: [...lines, read], ground: null };
  const ground = { project, history: read.value };
  return {
    lines: [
      ...lines,
      ok('history', sayHistory(ground.history)),
      ...(await examineSchema(ground, request)),
      await examineBase(ground, request),
    ],
    ground,
  };
}

function sayConfig({ config, migrations, tracker: { schema, table } }: Project): string {
  const subject =
    config === null ? 'no config' : `"${config.path}" for PostgreSQL, schema in "${config.schema.join('", "')}"`;
  return `${subject}, migrations in "${migrations}", tracker "${schema}.${table}"`;
}

function describePackages({ config, kitVersion, ormVersion }: Project): Diagnosis {
  const found = `drizzle-kit ${kitVersion ?? 'is not installed'}, drizzle-orm ${ormVersion ?? 'is not installed'}`;
  if (config === null || (kitVersion !== null && ormVersion !== null)) return ok('drizzle', found);
  const hint = 'Install the dependencies of the project first.';
  return { check: 'drizzle', health: 'problem', found, hint };
}

function sayHistory({ layout, folder, entries }: History): string {
  const line = layout === 'journal' ? '0.x' : '1.0';
  return `${entries.length} ${entries.length === 1 ? 'migration' : 'migrations'} in "${folder}", in the layout of Drizzle ${line}`;
}

/** What `check` will compare: it asks the same drizzle-kit in the same way. */
async function examineSchema({ project, history }: Ground, request: ProjectRequest): Promise<readonly Diagnosis[]> {
  const { cwd, timeoutSeconds, distrust = null, watchdog } = request;
  watchdog.enter('reading the schema');
  const options = { cwd, timeoutMs: timeoutSeconds * 1000, distrust, signal: watchdog.signal };
  const read = await attempt('schema', () => gatherSchema(project, history, options));
  if (!('value' in read)) return [read];
  const hint =
    project.config === null
      ? 'Name the config with --config FILE, where the schema is to be compared.'
      : 'Mend that, or judge the migrations alone with --migrations FOLDER.';
  return [
    tell(
      'schema',
      read.value.declared,
      ({ objectCount: count }) => `loads, and declares ${count} ${count === 1 ? 'object' : 'objects'}`,
      hint,
    ),
  ];
}

/** As `check` does it, which fetches what a shallow clone lacks. */
async function examineBase({ project, history }: Ground, request: ProjectRequest): Promise<Diagnosis> {
  const { cwd, base, event, watchdog } = request;
  watchdog.enter('reading the base branch');
  const folder = resolve(cwd, project.migrations);
  const read = await attempt('base', () => gatherBase(folder, cwd, base));
  if (!('value' in read)) return read;
  const isShallow = (await askGit(folder, 'rev-parse', '--is-shallow-repository')) === 'true';
  const place = [event === null ? [] : `event "${event}"`, isShallow ? 'a shallow clone' : []].flat();
  const where = place.length === 0 ? '' : ` (${place.join(', ')})`;
  const line = tell(
    'base',
    read.value,
    (known) => {
      const added = newTagsOf(history, known)?.length;
      return `"${known.ref}", left at ${known.mergeBase.slice(0, 7)}${added === undefined ? '' : `; new since then: ${added}`}${where}`;
    },
    'Name the branch that this one will be merged into, as in --base origin/main.',
  );
  // GitHub named one, and it cannot be had.
  return line.health === 'skipped' && base.kind === 'implied' ? { ...line, health: 'warning' } : line;
}
