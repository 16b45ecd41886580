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

/** One for each project that the options name. Throws CannotJudge. */
export async function readRequests(
  given: Options,
  { connections, impliedBase, distrust, now }: Surroundings,
): Promise<readonly Omit<GatherRequest, 'onStep'>[]> {
  const cwd = await findWorkingDirectory(given);
  const options = await restrict(given, distrust, cwd);
  const common = {
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
    idempotency: options.idempotency !== 'off',
  };
  const projects = await findProjects(options, cwd);
  return Promise.all(
    projects.map(async (project) => {
      const siblings = projects.filter((other) => other !== project);
      return { ...common, project, siblings, history: await readHistory(resolve(cwd, project.migrations), cwd) };
    }),
  );
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

async function findProjects(options: Options, cwd: string): Promise<readonly Project[]> {
  if (options.migrations === null) {
    const configs = await discoverConfigs(cwd, options.config);
    const timeoutMs = options.timeout * 1000;
    return Promise.all(configs.map((config) => loadProject(config, cwd, { timeoutMs })));
  }
  if (options.config.length > 0) {
    throw new CannotJudge('both --config and --migrations are given', {
      hint: 'Give --config for a project with its schema, or --migrations for a folder alone.',
    });
  }
  return [await projectOfMigrations(options.migrations, cwd)];
}
