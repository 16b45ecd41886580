/** `list`: the projects that a run would judge, one by one; evaluates none of them. */
import { CannotJudge } from '../model/cannot-judge.js';
import type { Options } from '../inputs/table.js';
import { discoverConfigs, findAllConfigs } from '../project/config/discover.js';
import { printJson } from '../report/json.js';
import { disarmCommands, visible } from '../report/visible.js';
import { findWorkingDirectory, nameOfPlace, type Place } from './projects.js';

/** GitHub generates at most 256 jobs from a matrix. */
const MOST_JOBS = 256;

/** Configs that the patterns name, all of the working directory without a pattern. Throws CannotJudge where there are none. */
export async function list(options: Options): Promise<readonly Place[]> {
  if (options.migrations !== null) return [{ migrations: options.migrations }];
  const cwd = await findWorkingDirectory(options);
  const all = options.config.length > 0 ? [] : await findAllConfigs(cwd);
  const configs = all.length > 0 ? all : await discoverConfigs(cwd, options.config);
  return configs.map((config) => ({ config }));
}

/** A matrix for `strategy`, on one line. Throws CannotJudge where GitHub would refuse it. */
export function renderMatrix(projects: readonly Place[]): string {
  if (projects.length > MOST_JOBS) {
    throw new CannotJudge(`${projects.length} projects are more than the ${MOST_JOBS} jobs of a matrix`, {
      hint: 'Name a part of them in each workflow, as in --config "packages/a*/drizzle.config.ts".',
    });
  }
  return JSON.stringify({ include: projects });
}

/** Ends with a line break. */
export function renderList(projects: readonly Place[], format: Options['format']): string {
  if (format === 'pretty') {
    const names = projects.map((project) => visible(nameOfPlace(project)));
    return disarmCommands(names.map((name) => `${name}\n`).join(''));
  }
  if (format === 'json') return printJson(projects);
  if (format === 'matrix') return `${renderMatrix(projects)}\n`;
  throw new CannotJudge(`"list" has no form "${format}"`, { hint: 'Use one of pretty, json, matrix.' });
}
