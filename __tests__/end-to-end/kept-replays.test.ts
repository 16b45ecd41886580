/** Replays that an earlier run has kept: they count where nothing they depend on has changed, and nowhere else. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProjectVerdict, Verdict } from '../../src/model/verdict.js';
import { hasGit } from '../project/base/repository.js';
import { hasBinaries, startHost } from '../postgres/servers/providers.js';
import { DIST, isBuilt, makeProject, type Changes } from './project.js';
import { startNode } from './start.js';

interface Run {
  readonly flags?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The bundles; absent: those that are tested. */
  readonly dist?: string;
}

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'cache-'));
});
afterAll(async () => rm(cache, { recursive: true }));

/** With the cache of this file and nothing else of the environment; on the embedded server unless told otherwise. */
async function judge(path: string, { flags = '', env = {}, dist = DIST }: Run = {}): Promise<ProjectVerdict> {
  const { PATH, PGBIN } = process.env;
  const server = flags.includes('--postgres') ? '' : '--postgres embedded';
  const words = `check --format json ${server} ${flags}`.split(' ').filter((word) => word !== '');
  const { stdout, stderr } = await startNode(join(dist, 'cli/index.js'), words, {
    cwd: path,
    env: { PATH, PGBIN, XDG_CACHE_HOME: cache, ...env },
  });
  const [project] = stdout === '' ? [] : (JSON.parse(stdout) as Verdict).projects;
  if (project === undefined) throw new Error(`no verdict: ${stderr}`);
  return project;
}

async function judgeExample(changes: Changes, run?: Run): Promise<ProjectVerdict> {
  await using project = await makeProject(changes);
  return await judge(project.path, run);
}

const told = (project: ProjectVerdict) => ({ ...project, timings: null, replayedAt: null });
const kept = (): string => join(cache, 'drizzle-gatekeeper/replays');

async function harmKept(harm: (bytes: Buffer) => Buffer): Promise<void> {
  const files = (await readdir(kept())).map((name) => join(kept(), name));
  for (const file of files) await writeFile(file, harm(await readFile(file)));
}

/** A file as it would be had it been written so many days ago. */
function agedBy(days: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const ranAt = new Date(Date.now() - days * 86_400_000).toISOString();
    const text = Buffer.from(JSON.stringify({ ...(JSON.parse(bytes.toString('utf8', 32)) as object), ranAt }));
    return Buffer.concat([createHash('sha256').update(text).digest(), text]);
  };
}

const SQL = 'drizzle/0001_invoices.sql';
const JOURNAL = 'drizzle/meta/_journal.json';
const SNAPSHOT = 'drizzle/meta/0002_snapshot.json';
const SCHEMA = 'src/db/schema.ts';
const RENAMED: Changes = {
  [SQL]: null,
  'drizzle/0001_bills.sql': readFileSync(join('migrations-fixtures/example/green', SQL), 'utf8'),
  [JOURNAL]: (text) => text.replace('0001_invoices', '0001_bills'),
};

(isBuilt ? describe : describe.skip)('after a run of the example', () => {
  let first: ProjectVerdict;
  beforeAll(async () => {
    first = await judgeExample({});
  });

  test('its own replays were run', () => expect(first.replayedAt).toBeUndefined());

  test.each<readonly [string, { readonly changes?: Changes; readonly run?: Run }]>([
    ['nothing', {}],
    ['a file that no replay reads', { changes: { 'README.md': '# Orders\n' } }],
    ['a comment in the schema', { changes: { [SCHEMA]: (text) => `// Orders.\n${text}` } }],
    ['what fails the run', { run: { flags: '--fail-on warning' } }],
  ])('they count where %s has changed', async (_, { changes = {}, run }) => {
    const second = await judgeExample(changes, run);
    expect(Date.parse(second.replayedAt ?? '')).toBeGreaterThan(0);
    expect(told(second)).toEqual(told(first));
  });

  test.each<readonly [string, { readonly changes?: Changes; readonly run?: Run }]>([
    ['a migration', { changes: { [SQL]: (text) => `${text}\n-- checked` } }],
    ['the time of a migration', { changes: { [JOURNAL]: (text) => text.replace(/"when":\s*\d+/, '$&0') } }],
    ['the name of a migration', { changes: RENAMED }],
    ['the schema', { changes: { [SCHEMA]: (text) => text.replace('notNull()', 'notNull().unique()') } }],
    ['the newest snapshot', { changes: { [SNAPSHOT]: (text) => text.replace('"notNull": true', '"notNull": false') } }],
    [
      'the tracker',
      { changes: { 'drizzle.config.ts': (text) => text.replace('out:', "migrations: { table: 'done' }, out:") } },
    ],
    [
      'SQL that runs before',
      { changes: { 'before.sql': 'CREATE ROLE clerk;' }, run: { flags: '--bootstrap before.sql' } },
    ],
    ['the platform', { run: { flags: '--platform neon' } }],
    ['what is run a second time', { run: { flags: '--idempotency off' } }],
    ['the wish for them', { run: { flags: '--replay always' } }],
  ])('they do not count where %s has changed', async (_, { changes = {}, run }) => {
    expect((await judgeExample(changes, run)).replayedAt).toBeUndefined();
  });

  (hasBinaries ? test : test.skip)('they do not count on another server', async () => {
    expect((await judgeExample({}, { flags: '--postgres local' })).replayedAt).toBeUndefined();
    expect((await judgeExample({}, { flags: '--postgres local' })).replayedAt).toBeDefined();
  });

  test('they do not count for another program', async () => {
    const dist = await mkdtemp(join(tmpdir(), 'dist-'));
    try {
      await cp(DIST, dist, { recursive: true });
      expect((await judgeExample({}, { dist })).replayedAt).toBeDefined();
      await writeFile(join(dist, 'digest'), `${'0'.repeat(64)}\n`);
      expect((await judgeExample({}, { dist })).replayedAt).toBeUndefined();
      await rm(join(dist, 'digest'));
      expect((await judgeExample({}, { dist })).replayedAt).toBeUndefined();
      expect((await judgeExample({}, { dist })).replayedAt).toBeUndefined();
    } finally {
      await rm(dist, { recursive: true });
    }
  });

  (hasGit() ? test : test.skip)('they do not count where other migrations are new', async () => {
    await using project = await makeProject({ '.gitignore': 'node_modules\n' });
    const git = (...args: readonly string[]): void => {
      const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
      execFileSync('git', ['-C', project.path, ...author, ...args], { stdio: 'ignore' });
    };
    git('init');
    git('add', '--all');
    git('commit', '--message', 'all');
    const merged = await judge(project.path, { flags: '--base HEAD' });
    expect([merged.replayedAt, merged.newEntries]).toEqual([undefined, []]);
    expect((await judge(project.path, { flags: '--base HEAD' })).replayedAt).toBeDefined();
    git('rm', '--quiet', SQL, 'drizzle/0002_open_orders.sql');
    git('commit', '--message', 'fewer');
    git('checkout', 'HEAD~1', '--', 'drizzle');
    await writeFile(join(project.path, JOURNAL), await readFile(join(project.path, JOURNAL)));
    expect((await judge(project.path, { flags: '--base HEAD' })).replayedAt).toBeUndefined();
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['a byte is another', (bytes) => Buffer.from(bytes.map((byte, at) => (at === 5000 ? byte ^ 1 : byte)))],
    ['the end is missing', (bytes) => bytes.subarray(0, -1)],
    ['nothing is left', () => Buffer.alloc(0)],
  ])('they are run again where of the file %s', async (_, harm) => {
    await harmKept(harm);
    const second = await judgeExample({});
    expect(second.replayedAt).toBeUndefined();
    expect(told(second)).toEqual(told(first));
    expect((await judgeExample({})).replayedAt).toBeDefined();
  });

  test('they count for a week', async () => {
    await rm(kept(), { recursive: true });
    await judgeExample({});
    await harmKept(agedBy(6));
    expect((await judgeExample({})).replayedAt).toBeDefined();
    await harmKept(agedBy(8));
    expect((await judgeExample({})).replayedAt).toBeUndefined();
  });

  test('the oldest of many go', async () => {
    const old = Array.from({ length: 30 }, (_, at) => join(kept(), `${at}`.padStart(32, '0')));
    for (const file of old) {
      await writeFile(file, '');
      await utimes(file, new Date(Date.now() - 86_400_000), new Date(Date.now() - 86_400_000));
    }
    expect((await judgeExample({ [SQL]: (text) => `${text}\n-- newer` })).replayedAt).toBeUndefined();
    expect(await readdir(kept())).toHaveLength(20);
    expect((await judgeExample({ [SQL]: (text) => `${text}\n-- newer` })).replayedAt).toBeDefined();
  });
});

(isBuilt ? describe : describe.skip)('of replays that are not to be kept,', () => {
  test('those that fail are run again', async () => {
    const changes: Changes = {
      [SQL]: (text) => `${text}\n--> statement-breakpoint\nALTER TABLE "absent" ADD COLUMN "a" text;`,
    };
    for (let run = 0; run < 2; run++) {
      const { findings, replayedAt } = await judgeExample(changes);
      expect(findings.map(({ code }) => code)).toContain('replay/statement-failed');
      expect(replayedAt).toBeUndefined();
    }
  });

  (hasBinaries ? test : test.skip)('those on a server of somebody else are run again', async () => {
    const { host, url } = await startHost();
    await using _ = host;
    const onGiven = { env: { GATEKEEPER_POSTGRES_URL: url }, flags: '--postgres auto' };
    for (let run = 0; run < 2; run++) {
      const { server, replayedAt } = await judgeExample({}, onGiven);
      expect([server?.provider, replayedAt]).toEqual(['given', undefined]);
    }
  });

  test('those with extensions count on the embedded server, which has its own', async () => {
    const changes: Changes = {
      [SQL]: (text) => `CREATE EXTENSION IF NOT EXISTS citext;\n--> statement-breakpoint\n${text}`,
    };
    expect((await judgeExample(changes)).replayedAt).toBeUndefined();
    expect((await judgeExample(changes)).replayedAt).toBeDefined();
    if (!hasBinaries) return;
    expect((await judgeExample(changes, { flags: '--postgres local' })).replayedAt).toBeUndefined();
    expect((await judgeExample(changes, { flags: '--postgres local' })).replayedAt).toBeUndefined();
  });
});

(isBuilt ? describe : describe.skip)('the verdict is the same, replayed or kept:', () => {
  test.each([
    'drift/differs',
    'drift/snapshot-differs',
    'drift/unmanaged',
    'idempotency/second-run-changed-rows',
    'idempotency/second-run-failed',
    'replay/guard-masked-difference',
  ])('%s', async (code) => {
    const path = resolve('migrations-fixtures', code, 'bad');
    const flags = existsSync(join(path, 'drizzle.config.ts')) ? '' : '--migrations drizzle';
    const first = await judge(path, { flags });
    const second = await judge(path, { flags });
    expect(first.findings.map((finding) => finding.code)).toContain(code);
    expect(first.replayedAt).toBeUndefined();
    expect(second.replayedAt).toBeDefined();
    expect(told(second)).toEqual(told(first));
  });
});
