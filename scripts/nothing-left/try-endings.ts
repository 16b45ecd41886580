/** Many runs that end in random ways, several at once, and what they leave. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotJudge } from '../../src/model/cannot-judge.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { startServer } from '../../src/postgres/servers/start-server.js';
import { ENDINGS, PROVIDERS, runOnce, type Place, type Plan, type Provider } from './run-once.js';
import { listTraces } from './traces.js';

export interface Attempt {
  readonly dist: string;
  readonly runs: number;
  /** The same seed makes the same plans; what happens then is up to the machine. */
  readonly seed: number;
  readonly onRun?: (plan: Plan) => void;
}

export interface Outcome {
  /** What remained of runs that could clean up themselves, and of all runs after the next one. */
  readonly left: readonly string[];
  /** Providers that are not at hand, with the reason. */
  readonly skipped: readonly string[];
}

const AT_ONCE = 2;
const SETTLED_WITHIN_MS = 15_000;
const LONGEST_MS = 3000;

export async function tryEndings({ dist, runs, seed, onRun }: Attempt): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'nothing-left-'));
  const host = await startHost();
  try {
    const place = preparePlace(folder, dist, host.url);
    const providers = PROVIDERS.filter((provider) => provider === 'embedded' || host.url !== null);
    const plans = planRuns(runs, seed, providers);
    const left = await runAll(plans, place, onRun);
    return { left: [...left, ...(await host.listContents())], skipped: host.reason === null ? [] : [host.reason] };
  } finally {
    await host.server?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Afterwards one clean run on each provider is the next run that a killed one may have to wait for. */
async function runAll(plans: readonly Plan[], place: Place, onRun: Attempt['onRun']): Promise<string[]> {
  const left: string[] = [];
  const all = new Set<number>();
  const waiting = [...plans];
  const work = async (): Promise<void> => {
    for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
      onRun?.(plan);
      const { pid, surprise } = await runOnce(plan, place);
      all.add(pid);
      const killed = plan.ending === 'SIGKILL';
      const traces = killed ? [] : await settle(() => listTraces(`gatekeeper-${pid}-`, new Set([pid])));
      if (surprise !== null) traces.push(surprise);
      left.push(...traces.map((trace) => `${plan.ending} on ${plan.provider} after ${plan.afterMs} ms: ${trace}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const provider of new Set(plans.map((plan) => plan.provider))) {
    all.add((await runOnce({ ending: 'finish', provider, afterMs: 0 }, place)).pid);
  }
  const traces = await settle(() => listTraces(place.cli.replace(/cli\/index\.js$/, ''), all));
  return [...left, ...traces.map((trace) => `after the last run: ${trace}`)];
}

/** What is on its way out gets time to go. */
async function settle(list: () => string[]): Promise<string[]> {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const traces = list();
    if (traces.length === 0 || Date.now() > deadline) return traces;
    await sleep(100);
  }
}

function planRuns(runs: number, seed: number, providers: readonly Provider[]): Plan[] {
  const random = mulberry32(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: runs }, () => {
    const plan = { ending: pick(ENDINGS), provider: pick(providers), afterMs: Math.floor(random() * LONGEST_MS) };
    // The server that is given is not the run's to lose.
    return plan.ending === 'crash of the server' && plan.provider === 'given'
      ? { ...plan, provider: 'embedded' }
      : plan;
  });
}

/** https://gist.github.com/tommyettinger/46a874533244883189143505d203312c, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function preparePlace(folder: string, dist: string, givenUrl: string | null): Place {
  cpSync(dist, join(folder, 'dist'), { recursive: true });
  mkdirSync(join(folder, 'projects'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const second = 'drizzle/0001_invoices.sql';
  for (const [name, added] of Object.entries({ good: '', bad: 'SELEC 1;', hanging: 'SELECT pg_sleep(1000);' })) {
    const project = join(folder, 'projects', name);
    cpSync('migrations-fixtures/example/green', project, { recursive: true });
    const text = readFileSync(join(project, second), 'utf8').trimEnd().replace(/;?$/, ';');
    writeFileSync(join(project, second), `${text}\n${added}\n`);
  }
  const { PATH, PGBIN, HOME } = process.env;
  const environment = { PATH, PGBIN, HOME, XDG_CACHE_HOME: join(folder, 'cache') };
  return { cli: join(folder, 'dist/cli/index.js'), projects: join(folder, 'projects'), environment, givenUrl };
}

interface Host {
  readonly server: EphemeralServer | null;
  readonly url: string | null;
  readonly reason: string | null;
  /** Databases and roles that do not belong there. */
  readonly listContents: () => Promise<string[]>;
}

/** A native server that plays the one that already runs. */
async function startHost(): Promise<Host> {
  const wanted = { provider: 'local', version: null, image: null, givenUrl: null, extensions: [] } as const;
  try {
    const server = await startServer(wanted);
    const sql = await (await server.createDatabase()).connect();
    const [row] = await sql<{ directory: string }[]>`SELECT current_setting('unix_socket_directories') AS directory`;
    const listContents = async (): Promise<string[]> => {
      const names = await sql<{ name: string }[]>`
        SELECT 'database ' || datname AS name FROM pg_database
        WHERE datname NOT IN (current_database(), 'postgres', 'template0', 'template1')
        UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> 'postgres'`;
      return names.map(({ name }) => name);
    };
    return { server, url: `postgres://postgres@/postgres?host=${row?.directory}`, reason: null, listContents };
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    return { server: null, url: null, reason: `local and given: ${error.message}`, listContents: async () => [] };
  }
}
