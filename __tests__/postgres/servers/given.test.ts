/** What is particular to a server that already runs. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { ANY, hasBinaries, PRISTINE, startHost } from './providers.js';

const WORD = 's3cret-w0rd';

test.each([
  ['nobody listens', `postgres://clerk:${WORD}@127.0.0.1:1/orders`, /connect ECONNREFUSED 127.0.0.1:1$/],
  ['it is malformed', `postgres://clerk:${WORD}@[orders`, /it is not a connection string$/],
  ['it is no URL', `host=localhost password=${WORD}`, /it is not a connection string$/],
  ['it is of another database', `mysql://clerk:${WORD}@localhost/orders`, /it is not a connection string$/],
])('refuses a connection string when %s, without quoting it', async (_, givenUrl, message) => {
  const error: unknown = await startServer({ ...ANY, givenUrl }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'CannotJudge', message });
  const { message: text, hint, cause, stack } = error as Error & { hint: string };
  expect(`${text} ${hint} ${String(cause)} ${stack}`).not.toContain(WORD);
});

(hasBinaries ? describe : describe.skip)('a given server', () => {
  let given: Awaited<ReturnType<typeof startHost>>;
  beforeAll(async () => {
    given = await startHost();
  });
  afterAll(async () => given?.host[Symbol.asyncDispose]());

  test('is refused when another version is asked for', async () => {
    const major = Math.trunc(given.host.versionNumber / 10_000);
    await expect(startServer({ ...ANY, givenUrl: given.url, version: 9 })).rejects.toMatchObject({
      message: `the server named by GATEKEEPER_POSTGRES_URL cannot be used: it is PostgreSQL ${major}, not 9`,
    });
  });

  test('is refused when its role may not create databases', async () => {
    const database = await given.host.createDatabase();
    const sql = await database.connect();
    await sql`CREATE ROLE guest LOGIN`;
    const givenUrl = given.url.replace('//postgres:', '//guest:');
    await expect(startServer({ ...ANY, givenUrl })).rejects.toMatchObject({
      message: 'the server named by GATEKEEPER_POSTGRES_URL cannot be used: role "guest" may not create databases',
    });
    await database[Symbol.asyncDispose]();
  });

  test('keeps its own roles and databases, those of the same names as a migration uses included', async () => {
    const owned = await given.host.createDatabase();
    const sql = await owned.connect();
    await sql`CREATE ROLE keeper`;
    {
      await using server = await startServer({ ...ANY, givenUrl: given.url });
      await using database = await server.createDatabase();
      const run = await database.connect();
      await run.unsafe(`CREATE ROLE clerk; GRANT keeper TO clerk; GRANT CONNECT ON DATABASE postgres TO clerk;
        CREATE TABLE orders (id int); GRANT SELECT ON orders TO clerk, keeper`);
    }
    expect(await given.listContents()).toEqual(
      [...PRISTINE, 'role keeper', `database ${owned.name}`].sort((a, b) => a.localeCompare(b)),
    );
    await owned[Symbol.asyncDispose]();
    expect(await given.listContents()).toEqual(PRISTINE);
  });

  test('serves one run after the other', async () => {
    const first = await startServer({ ...ANY, givenUrl: given.url });
    let entered = false;
    const second = startServer({ ...ANY, givenUrl: given.url }).finally(() => (entered = true));
    await first.createDatabase();
    expect(entered).toBe(false);
    await first[Symbol.asyncDispose]();
    await (await second)[Symbol.asyncDispose]();
    expect(entered).toBe(true);
    expect(await given.listContents()).toEqual(PRISTINE);
  });
});
