/** `status`: where environments stand, entry by entry. Reads alone; prints nothing. */
import { judge } from '../checks/judge.js';
import { CHECKS } from '../checks/registry.js';
import { gatherEnvironment } from '../gather/environments.js';
import type { DatabaseSource } from '../gather/deployed.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { toEnvironment, type Environment } from '../model/status.js';
import { applyAllows } from '../policy/apply-allows.js';
import { fails } from '../policy/threshold.js';
import type { Sources } from '../report/sources.js';
import { readRequests } from './projects.js';
import type { Surroundings } from './surroundings.js';

export interface Standing {
  /** In the order in which they are named. */
  readonly environments: readonly Environment[];
  readonly sources: Sources;
}

const ASKED = CHECKS.filter(({ code }) => code.startsWith('tracker/') || code === 'drift/deployed-differs');

/** One after the other. Throws CannotJudge where one cannot be read. */
export async function status(
  options: Options,
  surroundings: Surroundings,
  environment: NodeJS.ProcessEnv,
  onStep: (step: string) => void = () => {},
): Promise<Standing> {
  const sources = environmentsOf(options, surroundings, environment);
  const [request, ...others] = await readRequests({ ...options, scope: null }, surroundings);
  if (request === undefined || others.length > 0) {
    throw new CannotJudge(`${others.length + 1} projects are found, and a status is of one`, {
      hint: 'Name it with --config FILE.',
    });
  }
  const environments: Environment[] = [];
  for (const [name, source] of sources) {
    const { facts, deployed } = await gatherEnvironment({ ...request, onStep }, source, options.compare === true);
    const { findings } = applyAllows(judge(facts, ASKED), facts.allows, facts.now);
    environments.push(toEnvironment(name, request.project.tracker, deployed, findings));
  }
  const { journal, files } = request.history;
  const texts = [...files, ...(journal === null ? [] : [journal.source])];
  return { environments, sources: new Map(texts.map(({ path, text }) => [path, text])) };
}

/** Findings at or above the threshold, or something that is pending where that was asked for; null: neither. */
export function failureOf(environments: readonly Environment[], { failOn, failOnPending }: Options): string | null {
  const failing = environments.flatMap(({ status: { findings } }) => findings.filter((each) => fails(each, failOn)));
  if (failing.length > 0) return `${failing.length} findings at or above the threshold`;
  const isPending = environments.some(({ next }) => next === null || next.length > 0);
  return failOnPending === true && isPending ? 'migrations are pending' : null;
}

type Source = Pick<DatabaseSource, 'url' | 'variable'>;

/** As in `--env production=PROD_URL`; without, the one database of the run. */
function environmentsOf(
  { env }: Options,
  { connections: { database } }: Surroundings,
  environment: NodeJS.ProcessEnv,
): readonly (readonly [name: string, source: Source])[] {
  if (env.length > 0) return env.map((text) => readEnvironment(text, environment));
  if (database !== null) return [[database.variable, database]];
  throw new CannotJudge('no deployed database is named', {
    hint: 'Set DATABASE_URL, or name environments as in --env production=PROD_URL --env staging=STAGING_URL.',
  });
}

function readEnvironment(text: string, environment: NodeJS.ProcessEnv): readonly [string, Source] {
  const [, name, variable] = /^([^=]+)=([A-Za-z_]\w*)$/.exec(text) ?? [];
  if (name === undefined || variable === undefined) {
    throw new CannotJudge(`"${text}" names no environment`, { hint: 'Give it as in --env production=PROD_URL.' });
  }
  const url = environment[variable];
  if (url) return [name, { url, variable }];
  throw new CannotJudge(`environment variable "${variable}" is not set`, {
    hint: `Set ${variable} to the connection string of ${name}.`,
  });
}
