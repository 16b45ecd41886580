/** Which projects a run is about, and how each of them is to be read. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readBootstrap } from '../gather/bootstrap.js';
import type { GatherRequest } from '../gather/gather.js';
import type { DatabaseSource } from '../gather/deployed.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { gathered, skipped, type Gathered } from '../model/gathered.js';
import type { Project } from '../model/project.js';
import { discoverConfigs } from '../project/config/discover.js';
import { loadProject, projectOfMigrations } from '../project/config/load-project.js';
import { readHistory } from '../project/history/read-history.js';
import { restrict } from './restrict.js';
import type { Surroundings } from './surroundings.js';

/** What all projects of a run have in common. */
export type Common = Omit<GatherRequest, 'project' | 'siblings' | 'history' | 'onStep'>;

/** One project, as inputs that name it. */
export type Place = { readonly config: string } | { readonly migrations: string };

export function nameOfPlace(place: Place): string {
  return 'config' in place ? place.config : place.migrations;
}

/** One for each project that the options name. Throws CannotJudge. */
export async function readRequests(
  options: Options,
  surroundings: Surroundings,
): Promise<readonly Omit<GatherRequest, 'onStep'>[]> {
  const common = await readCommon(options, surroundings);
  return loadRequests(await findPlaces(options, common.cwd), common);
}

/** One for each place. Throws CannotJudge. */
export async function loadRequests(
  places: readonly Place[],
  common: Common,
): Promise<readonly Omit<GatherRequest, 'onStep'>[]> {
  const { cwd } = common;
  const projects = await Promise.all(places.map((place) => loadPlace(place, common)));
  return Promise.all(
    projects.map(async (project) => {
      const siblings = projects.filter((other) => other !== project);
      return { ...common, project, siblings, history: await readHistory(resolve(cwd, project.migrations), cwd) };
    }),
  );
}

/** Throws CannotJudge where the options do not let a run begin. */
export async function readCommon(
  given: Options,
  { connections, impliedBase, distrust, now }: Surroundings,
): Promise<Common> {
  const cwd = await findWorkingDirectory(given);
  const options = await restrict(given, distrust, cwd);
  return {
    cwd,
    now,
    base: options.base === null ? impliedBase : ({ kind: 'named', ref: options.base } as const),
    scope: options.scope,
    server: {
      provider: options.postgres,
      version: options.postgresVersion,
      image: options.postgresImage,
      givenUrl: connections.postgres,
    },
    database: databaseOf(connections.database, distrust),
    bootstrap: await readBootstrap(options.platform, options.bootstrap, cwd),
    distrust,
    timeoutSeconds: options.timeout,
    replay: options.replay,
    idempotency: options.idempotency !== 'off',
  };
}

/** A report on an untrusted change tells nothing of a database. */
function databaseOf(source: DatabaseSource | null, distrust: string | null): Gathered<DatabaseSource> {
  if (distrust !== null) return skipped(`${distrust}, and no database is looked at`);
  return source === null ? skipped('no deployed database is named in DATABASE_URL') : gathered(source);
}

/** Absolute. Throws CannotJudge where it is no folder. */
export async function findWorkingDirectory({ workingDirectory }: Options): Promise<string> {
  const path = resolve(workingDirectory);
  const stats = await stat(path).catch(() => null);
  if (stats?.isDirectory() === true) return path;
  throw new CannotJudge(`working directory "${workingDirectory}" is no folder`, {
    hint: 'Check the path given with --working-directory.',
  });
}

/** Throws CannotJudge where the options name none, or contradict each other. */
export async function findPlaces({ config, migrations }: Options, cwd: string): Promise<readonly Place[]> {
  if (migrations === null) return (await discoverConfigs(cwd, config)).map((each) => ({ config: each }));
  if (config.length > 0) {
    throw new CannotJudge('both --config and --migrations are given', {
      hint: 'Give --config for a project with its schema, or --migrations for a folder alone.',
    });
  }
  return [{ migrations }];
}

/** Throws CannotJudge where its config cannot be evaluated, or is for another database. */
export function loadPlace(place: Place, { cwd, timeoutSeconds }: Common): Promise<Project> {
  return 'config' in place
    ? loadProject(place.config, cwd, { timeoutMs: timeoutSeconds * 1000 })
    : projectOfMigrations(place.migrations, cwd);
}
