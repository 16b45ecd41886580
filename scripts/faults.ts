/**
 * `npm run faults [-- <points> [<scenario>…]]` (400, all): harms a release, a repair and a baseline at every message that they send, and at random
 * moments, and looks at the database after each. A point fails where anything is neither as before nor as planned, where
 * the command says something that is not so, or where the next one does not finish. Needs an installed PostgreSQL.
 */
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalog } from '../src/model/catalog.js';
import { administer, copyDatabase, inspect, prepare } from './faults/bench-database.js';
import { drive, STATES, type Ended, type Mode } from './faults/drive.js';
import { startNative, type NativeServer } from './faults/native-server.js';
import { startProxy, type Harm, type Moment } from './faults/proxy.js';
import { TAGS } from './faults/shop.js';
import { prepareTrackers, readState } from './faults/trackers.js';

interface Scenario {
  readonly name: string;
  readonly template: 'fresh' | 'started' | 'damaged' | 'unmarked';
  readonly mode: Mode;
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'upgrade', template: 'started', mode: 'shared' },
  { name: 'per migration', template: 'started', mode: 'own' },
  { name: 'fresh install', template: 'fresh', mode: 'shared' },
  { name: 'repair', template: 'damaged', mode: 'repair' },
  { name: 'baseline', template: 'unmarked', mode: 'baseline' },
];

const KINDS = ['kill', 'cut', 'terminate', 'crash'] as const;
type Kind = (typeof KINDS)[number];

interface Point {
  readonly scenario: Scenario;
  readonly kind: Kind;
  /** A message and whether it or its answer is lost, or milliseconds from the start. */
  readonly at: { readonly message: number; readonly moment: Moment } | { readonly ms: number };
}

interface Harmed extends Ended {
  readonly wasDone: boolean;
  readonly messages: readonly (string | null)[];
}

async function harm(
  server: NativeServer,
  { scenario, kind, at }: Point | { scenario: Scenario; kind: null; at: null },
) {
  let kill: (() => void) | null = null;
  const acts: Record<Kind, Harm['act']> = {
    kill: () => kill?.(),
    cut: (cut) => cut(),
    terminate: (_, backend) => {
      void administer(server, (sql) => sql`select pg_terminate_backend(${backend})`).catch(() => undefined);
    },
    crash: () => server.crash(),
  };
  const isTimed = at !== null && 'ms' in at;
  const planned = at === null || isTimed ? null : { ...at, act: acts[kind] };
  await using proxy = await startProxy(server.port, planned);
  const url = `postgres://owner@127.0.0.1:${proxy.port}/point`;
  let backend = 0;
  const running = drive(url, scenario.mode, server.urlOf('postgres'), (killChild) => {
    kill = killChild;
  });
  let wasTimely = false;
  if (isTimed) {
    await Promise.race([running, sleep(at.ms)]);
    backend = await findBackend(server);
    wasTimely = backend !== 0;
    if (wasTimely) acts[kind](() => proxy.cutAll(), backend);
  }
  const ended: Ended = await running;
  return { ...ended, wasDone: isTimed ? wasTimely : proxy.wasDone(), messages: proxy.messages() } satisfies Harmed;
}

async function findBackend(server: NativeServer): Promise<number> {
  const [row] = await administer(
    server,
    (sql) => sql<{ pid: number }[]>`
      select pid from pg_stat_activity where datname = 'point' and application_name = 'drizzle-gatekeeper'`,
  );
  return row?.pid ?? 0;
}

interface Judged {
  readonly wasDone: boolean;
  readonly problems: readonly string[];
}

async function judgeRelease(server: NativeServer, point: Point, states: ReadonlyMap<string, Catalog>): Promise<Judged> {
  await copyDatabase(server, point.scenario.template, 'point');
  const before = point.scenario.template === 'started' ? 1 : 0;
  const ended = await harm(server, point);
  const after = await inspect(server, 'point', states);
  const problems = [...after.problems, ...falsehoods(ended, after.applied.slice(before))];
  const next = await drive(server.urlOf('point', 'owner'), point.scenario.mode, server.urlOf('postgres'));
  if (next.code !== 0) {
    problems.push(`the next release ends with ${next.code}: ${next.error}${JSON.stringify(next.record?.findings)}`);
  }
  const final = await inspect(server, 'point', states);
  problems.push(...final.problems.map((problem) => `after the next release: ${problem}`));
  if (final.applied.length !== TAGS.length) problems.push(`the next release leaves it at ${final.applied.join(', ')}`);
  return { wasDone: ended.wasDone, problems };
}

/** A tracker before and after an undisturbed change, word for word, the old table and its rows included. */
interface Change {
  readonly before: string;
  readonly after: string;
}

async function judgeChange(server: NativeServer, point: Point, { before, after }: Change): Promise<Judged> {
  await copyDatabase(server, point.scenario.template, 'point');
  const ended = await harm(server, point);
  const harmed = await readState(server, 'point');
  const problems = [...harmed.problems];
  if (harmed.state !== before && harmed.state !== after) problems.push('the tracker is in between');
  if (ended.error !== '' && ended.code !== 2) problems.push(`it ended with ${ended.code}: ${ended.error}`);
  if (ended.record !== null && (ended.record.outcome === 'applied') !== (harmed.state === after)) {
    problems.push(`it said "${ended.record.outcome}"`);
  }
  const next = await drive(server.urlOf('point', 'owner'), point.scenario.mode, server.urlOf('postgres'));
  if (next.code !== 0) problems.push(`the next one ends with ${next.code}: ${next.error}`);
  const final = await readState(server, 'point');
  problems.push(...final.problems.map((problem) => `after the next one: ${problem}`));
  if (final.state !== after) problems.push('the next one leaves another tracker');
  return { wasDone: ended.wasDone, problems };
}

/** What the harmed release said, if it lived to say something, has to be so. */
function falsehoods({ record, code, error }: Ended, applied: readonly string[]): string[] {
  if (error !== '' && code !== 2) return [`it ended with ${code}: ${error}`];
  if (record === null) return [];
  const said = record.applied.join();
  return said === applied.join() ? [] : [`it said "${record.outcome}: ${said}", and applied is "${applied.join()}"`];
}

/** Every way to harm a release at one of its messages. */
function pointsAt(scenario: Scenario, message: number): Point[] {
  const moments = ['asked', 'answered'] as const;
  return KINDS.flatMap((kind) => moments.map((moment): Point => ({ scenario, kind, at: { message, moment } })));
}

/** The statements of the migrations, what opens a transaction, and what makes or fills a tracker. */
function isStatement(text: string | null): boolean {
  return text !== null && /^\s*(?:BEGIN|INSERT|CREATE|DROP|ALTER|UPDATE|REINDEX|LOCK|GRANT|REVOKE)/i.test(text);
}

function randomPoints(count: number): Point[] {
  return Array.from({ length: Math.ceil(count) }, (_, index) => ({
    scenario: scenarios[index % scenarios.length] as Scenario,
    kind: KINDS[Math.floor(index / scenarios.length) % KINDS.length] as Kind,
    at: { ms: 150 + Math.random() * 500 },
  }));
}

/** Evenly spread, whatever their order. */
function thin<T>(all: readonly T[], count: number): readonly T[] {
  if (count >= all.length) return all;
  return Array.from({ length: Math.ceil(count) }, (_, index) => all[Math.floor((index * all.length) / count)] as T);
}

const [points = '400', ...names] = process.argv.slice(2);
const wanted = Number(points);
const scenarios = SCENARIOS.filter(({ name }) => names.length === 0 || names.includes(name));
mkdirSync('build/faults', { recursive: true });
const server = await startNative();
if (server === null) {
  console.error('not tested: no PostgreSQL is installed');
  process.exitCode = 2;
} else {
  await using running = server;
  const states = await prepare(running, STATES);
  await prepareTrackers(running);
  const changes = new Map<Scenario, Change>();
  const commits: Point[] = [];
  const statements: Point[] = [];
  const others: Point[] = [];
  for (const scenario of scenarios) {
    await copyDatabase(running, scenario.template, 'point');
    const { code, messages, error, record } = await harm(running, { scenario, kind: null, at: null });
    if (code !== 0) {
      throw new Error(`an undisturbed ${scenario.name} ends with ${code}: ${error}${JSON.stringify(record)}`);
    }
    if (scenario.mode === 'repair' || scenario.mode === 'baseline') {
      const [before, after] = [await readState(running, scenario.template), await readState(running, 'point')];
      changes.set(scenario, { before: before.state, after: after.state });
    }
    for (const [index, text] of messages.entries()) {
      const kind = text === 'COMMIT' ? commits : isStatement(text) ? statements : others;
      kind.push(...pointsAt(scenario, index + 1));
    }
    console.log(
      `${scenario.name}: ${messages.length} messages, ${messages.filter(isStatement).length} of them statements`,
    );
  }
  const all = [
    ...thin(commits, wanted * 0.35),
    ...thin(statements, wanted * 0.45),
    ...thin(others, wanted * 0.12),
    ...randomPoints(Math.min(wanted * 0.08, 100)),
  ];
  const counts = new Map<string, number>();
  const failures: string[] = [];
  const start = performance.now();
  for (const [index, point] of all.entries()) {
    if (index > 0 && index % 25 === 0) console.log(`${index} of ${all.length} points`);
    const change = changes.get(point.scenario);
    const { wasDone, problems } = await (change === undefined
      ? judgeRelease(running, point, states)
      : judgeChange(running, point, change));
    const at = 'ms' in point.at ? `at ${Math.round(point.at.ms)} ms` : `message ${point.at.message} ${point.at.moment}`;
    const key = wasDone ? `${point.kind}${'ms' in point.at ? ', random moment' : ''}` : 'came too late';
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (problems.length > 0) failures.push(`${point.scenario.name}, ${point.kind}, ${at}: ${problems.join('; ')}`);
    if (problems.length > 0) console.log(failures.at(-1));
  }
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`${all.length} points on ${running.version} in ${seconds} s`, Object.fromEntries(counts));
  console.log(failures.length === 0 ? 'all as before or as planned' : `${failures.length} points failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
