/** `check`: the gate. Reads, judges, decides; prints nothing. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { judge } from '../checks/judge.js';
import { CHECKS } from '../checks/registry.js';
import { readBootstrap } from '../gather/bootstrap.js';
import { gather } from '../gather/gather.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Facts } from '../model/facts.js';
import type { Finding } from '../model/finding.js';
import type { Project } from '../model/project.js';
import type { ProjectVerdict, Timings, Verdict } from '../model/verdict.js';
import { decide, decideProject } from '../policy/verdict.js';
import { discoverConfigs } from '../project/config/discover.js';
import { loadProject, projectOfMigrations } from '../project/config/load-project.js';
import { readHistory } from '../project/history/read-history.js';
import type { Sources } from '../report/sources.js';
import { VERSION } from '../version.js';
import { restrict } from './restrict.js';
import type { Surroundings } from './surroundings.js';

export interface CheckResult {
  readonly verdict: Verdict;
  readonly sources: Sources;
}

/** One project, judged. */
export interface Judged {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  readonly timings: Timings;
}

/** Decides on every project that the options name. Throws CannotJudge. */
export async function check(
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void = () => {},
): Promise<CheckResult> {
  const sources = new Map<string, string>();
  const projects: ProjectVerdict[] = [];
  for (const { facts, findings, timings } of await judgeProjects(options, surroundings, onStep)) {
    addSources(sources, facts);
    projects.push(decideProject(facts, findings, options, timings));
  }
  return { verdict: decide(projects, VERSION), sources };
}

/** Judges every project that the options name. Throws CannotJudge. */
export async function judgeProjects(
  given: Options,
  { connections, impliedBase, distrust }: Surroundings,
  onStep: (step: string) => void,
): Promise<readonly Judged[]> {
  const cwd = await findWorkingDirectory(given);
  const options = await restrict(given, distrust, cwd);
  const judged: Judged[] = [];
  for (const project of await findProjects(options, cwd)) {
    const history = await readHistory(resolve(cwd, project.migrations), cwd);
    const { facts, timings } = await gather({
      project,
      history,
      cwd,
      base: options.base === null ? impliedBase : { kind: 'named', ref: options.base },
      scope: options.scope,
      server: {
        provider: options.postgres,
        version: options.postgresVersion,
        image: options.postgresImage,
        givenUrl: connections.postgres,
      },
      bootstrap: await readBootstrap(options.platform, options.bootstrap, cwd),
      timeoutSeconds: options.timeout,
      idempotency: options.idempotency !== 'off',
      onStep,
    });
    judged.push({ facts, findings: judge(facts, CHECKS), timings });
  }
  return judged;
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

/** Texts that a report quotes from. */
function addSources(sources: Map<string, string>, { history }: Facts): void {
  const { journal, files, snapshots } = history;
  for (const source of [...(journal === null ? [] : [journal.source]), ...files, ...snapshots]) {
    sources.set(source.path, source.text);
  }
}
