/** The package as it is installed: packed, in a folder of its own, imported and type-checked. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EphemeralServer } from '../../src/model/server.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { Shop, journalOf, type Files } from '../release/tracker/shop.js';

const isBuilt = existsSync('dist/library/index.js');
if (!isBuilt) console.warn('skipped: dist has no library; run "npm run package"');
const describeBuilt = isBuilt ? describe : describe.skip;

describeBuilt('the installed package', () => {
  let folder: string;
  let server: EphemeralServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'application-'));
    const [packed] = JSON.parse(
      run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], '.'),
    ) as [{ filename: string }];
    const installed = join(folder, 'node_modules/drizzle-gatekeeper');
    await mkdir(installed, { recursive: true });
    run('tar', ['-xzf', join(folder, packed.filename), '-C', installed, '--strip-components=1'], folder);
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await cp('migrations-fixtures/example/green/drizzle', join(folder, 'drizzle'), { recursive: true });
    server = await startAtHand(PROVIDERS_AT_HAND.at(-1) ?? 'embedded');
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a module prints that is run in the application's folder. */
  async function runModule(text: string, url: string): Promise<string> {
    await writeFile(join(folder, 'boot.js'), text);
    return run(process.execPath, ['boot.js'], folder, { DATABASE_URL: url });
  }

  test('explains a finding', () => {
    const page = run(
      process.execPath,
      ['node_modules/drizzle-gatekeeper/dist/cli/index.js', 'explain', 'drift/differs'],
      folder,
    );
    expect(page).toMatch(/^# The schema declares another form than the migrations build\n/);
  });

  test('tells at boot what is pending, without a server of its own', async () => {
    await using shop = await Shop.open(server);
    const printed = await runModule(
      `import { status } from 'drizzle-gatekeeper';
       const { next, entries, findings } = await status({ url: process.env.DATABASE_URL, migrations: 'drizzle', postgres: 'docker' });
       console.log(JSON.stringify({ next, states: entries.map(({ state }) => state), findings }));`,
      shop.url,
    );
    const { next, states, findings } = JSON.parse(printed) as { next: string[]; states: string[]; findings: object[] };
    expect(next).toHaveLength(3);
    expect({ states, findings }).toEqual({ states: ['pending', 'pending', 'pending'], findings: [] });
  });

  test('throws CannotJudge, without the connection string', async () => {
    const printed = await runModule(
      `import { CannotJudge, plan } from 'drizzle-gatekeeper';
       const url = 'postgres://owner:s3cret@127.0.0.1:1/shop';
       await plan({ url, migrations: 'drizzle' }).catch((error) => console.log(error instanceof CannotJudge, error.message));`,
      '',
    );
    expect(printed).toContain('true the database named by the option "url" cannot be reached');
    expect(printed).not.toContain('s3cret');
  });

  /** Into the application's folder; returned as Drizzle's own migrators are given it. */
  async function writeHistory(name: string): Promise<Files> {
    const files = journalOf(5);
    await mkdir(join(folder, name, 'meta'), { recursive: true });
    for (const [path, text] of Object.entries(files)) await writeFile(join(folder, name, path), text);
    return files;
  }

  const onNative = PROVIDERS_AT_HAND.length > 1 ? test : test.skip;
  onNative(
    'plans and applies once, and drizzle-orm finds nothing to do',
    async () => {
      await using shop = await Shop.open(server);
      const files = await writeHistory('shop');
      const printed = await runModule(
        `import { apply, plan } from 'drizzle-gatekeeper';
       const options = { url: process.env.DATABASE_URL, migrations: 'shop' };
       const { pending, refusals } = await plan(options);
       const outcomes = [await apply(options), await apply(options)].map(({ outcome }) => outcome);
       console.log(JSON.stringify({ pending: pending.length, refusals, outcomes }));`,
        shop.url,
      );
      expect(JSON.parse(printed)).toEqual({ pending: 5, refusals: [], outcomes: ['applied', 'nothing-to-do'] });
      await shop.migrate(files);
      expect(await shop.query('select count(*)::int as orders from orders')).toEqual([{ orders: 1 }]);
    },
    120_000,
  );

  onNative(
    'eight processes that boot at once migrate once, and all of them start',
    async () => {
      await using shop = await Shop.open(server);
      const files = await writeHistory('crowd');
      const text = `import { apply } from 'drizzle-gatekeeper';
        const { outcome, findings } = await apply({ url: process.env.DATABASE_URL, migrations: 'crowd', lockWait: 90 });
        console.log(JSON.stringify({ outcome, findings }));`;
      await writeFile(join(folder, 'crowd.js'), text);
      const { PATH, HOME } = process.env;
      const options = { cwd: folder, env: { PATH, HOME, DATABASE_URL: shop.url } };
      const booted = await Promise.all(
        Array.from({ length: 8 }, () => promisify(execFile)(process.execPath, ['crowd.js'], options)),
      );
      const said = booted.map(({ stdout }) => JSON.parse(stdout) as { outcome: string; findings: object[] });
      expect(said.flatMap(({ findings }) => findings)).toEqual([]);
      const outcomes = said.map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1);
      expect(['applied', 'applied-by-other', 'nothing-to-do']).toEqual(expect.arrayContaining(outcomes));
      expect(await shop.query('select count(*)::int as orders from orders')).toEqual([{ orders: 1 }]);
      await shop.migrate(files);
      expect(await shop.query('select count(*)::int as rows from drizzle.__drizzle_migrations')).toEqual([{ rows: 5 }]);
    },
    180_000,
  );

  test('has types that compile, and refuse what is no option', async () => {
    await writeFile(
      join(folder, 'boot.ts'),
      `import { apply, baseline, plan, repair, status } from 'drizzle-gatekeeper';
       import type { Finding, Plan, ReleaseRecord, TrackerRecord } from 'drizzle-gatekeeper';
       const url = 'postgres://owner@db/shop';
       const made: Plan = await plan({ url, migrations: 'drizzle' });
       const record: ReleaseRecord = await apply({ url, config: 'drizzle.config.ts', lockWait: 30 });
       const changed: TrackerRecord = await repair({ url, orphans: 'drop' });
       const findings: readonly Finding[] = (await status({ url })).findings;
       // @ts-expect-error it has to say where the database is
       await baseline({ url });
       // @ts-expect-error no such value
       await plan({ url, transaction: 'all' });
       export { changed, findings, made, record };`,
    );
    const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--noEmit', '--types', '', 'boot.ts'];
    const compiler = resolve('node_modules/typescript/bin/tsc');
    expect(run(process.execPath, [compiler, '--ignoreConfig', ...options], folder)).toBe('');
  });
});

/** Standard output. Throws with what was printed where the program fails. */
function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): string {
  const { PATH, HOME } = process.env;
  return execFileSync(program, args, {
    cwd,
    env: { PATH, HOME, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
