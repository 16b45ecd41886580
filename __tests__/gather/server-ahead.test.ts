/** The server that starts while the project is being read: who gets it, and that nothing of it is left. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ServerAhead } from '../../src/gather/server-ahead.js';
import { gathered, skipped } from '../../src/model/gathered.js';
import { listPlaces } from '../../src/postgres/servers/run-directory.js';
import { startServer } from '../../src/postgres/servers/start-server.js';
import { hasBinaries } from '../postgres/servers/providers.js';

type Server = ConstructorParameters<typeof ServerAhead>[0]['server'];

const NO_DATABASE = skipped('none is named');
const of = (server: Partial<Server>): Server => ({
  provider: 'embedded',
  version: null,
  image: null,
  givenUrl: null,
  ...server,
});

/** Folders of servers that this process has started. */
const left = (): readonly string[] =>
  listPlaces()
    .flatMap((place) => readdirSync(place))
    .filter((name) => name.startsWith(`gatekeeper-${process.pid}-`));

afterEach(() => expect(left()).toEqual([]));

describe.each(hasBinaries ? (['embedded', 'local'] as const) : (['embedded'] as const))(
  'a server of %s',
  (provider) => {
    test('is had by the first who asks, with the extensions that are known by then', async () => {
      await using ahead = new ServerAhead({ server: of({ provider }), database: NO_DATABASE });
      const taken = ahead.take(['pg_trgm']);
      expect(ahead.take([])).toBeNull();
      await using server = (await taken) ?? undefined;
      if (server === undefined) throw new Error('none was started');
      expect(server.facts.provider).toBe(provider);
      await using database = await server.createDatabase();
      const sql = await database.connect();
      const [row] = await sql`SELECT count(*)::int AS count FROM pg_available_extensions WHERE name = 'plpgsql'`;
      expect(row).toEqual({ count: 1 });
      if (provider === 'embedded') await sql`CREATE EXTENSION pg_trgm`;
    });

    test('that nobody takes leaves nothing behind', async () => {
      await using ahead = new ServerAhead({ server: of({ provider }), database: NO_DATABASE });
      expect(left()).toHaveLength(1);
      await ahead[Symbol.asyncDispose]();
      expect(left()).toEqual([]);
    });

    test('that is aborted while it starts ends at once, for the reason that is given', async () => {
      const abort = new AbortController();
      await using ahead = new ServerAhead({ server: of({ provider }), database: NO_DATABASE });
      const taken = ahead.take([], abort.signal);
      abort.abort(new Error('the time is up'));
      await expect(taken).rejects.toThrow('the time is up');
    });

    // In a process of its own: the driver loses answers that nobody waits for, which a run expects and jest does not.
    test('that is ended at any time of its start is gone', async () => {
      const program = join(dirname(fileURLToPath(import.meta.url)), 'end-while-starting.js');
      const { stdout } = await promisify(execFile)(process.execPath, [program, resolve('build/src'), provider]);
      expect(JSON.parse(stdout)).toEqual([]);
    }, 30_000);

    test('whose run was over before it was taken is not handed out', async () => {
      await using ahead = new ServerAhead({ server: of({ provider }), database: NO_DATABASE });
      await expect(ahead.take([], AbortSignal.abort(new Error('the time is up')))).rejects.toThrow('the time is up');
    });
  },
);

test.each([
  ['it has to fit a deployed database', { database: gathered({ url: '', variable: 'DATABASE_URL', isNamed: false }) }],
  ['it runs already', { server: of({ givenUrl: 'postgres://localhost' }) }],
  ['it is a container', { server: of({ image: 'postgres:17' }) }],
  ['it may come from the packages of the project', { server: of({ provider: 'auto', version: 17 }) }],
  ['it comes from the packages of the project', { server: of({ provider: 'binaries' }) }],
])('none is started where %s', async (_, other) => {
  await using ahead = new ServerAhead({ server: of({}), database: NO_DATABASE, ...other });
  expect(ahead.take([])).toBeNull();
});

test('where none can be had, whoever takes it is told why', async () => {
  await using ahead = new ServerAhead({ server: of({ provider: 'local', version: 99 }), database: NO_DATABASE });
  await expect(ahead.take([])).rejects.toMatchObject({ message: 'no PostgreSQL 99 is installed' });
});

test('an embedded server waits for its extensions as long as it takes', async () => {
  const extensions = new Promise<readonly string[]>((resolve) => setTimeout(resolve, 1500, ['citext']));
  await using server = await startServer({ ...of({}), extensions });
  await using database = await server.createDatabase();
  await (await database.connect())`CREATE EXTENSION citext`;
});
