/** A server in a container: what is asked of Docker; and, where there is a Docker, that it serves and goes. */
import { execFileSync } from 'node:child_process';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { makeFakeDocker, type FakeDocker } from './fake-docker.js';
import { ANY, hasBinaries } from './providers.js';
import { publish } from './publish.js';

const OPTIONS = { ...ANY, provider: 'docker' } as const;
const OWN_NAME = `gatekeeper-${hostname().replaceAll(/[^\w.]/g, '_')}-${process.pid}-[0-9a-f]{12}`;

describe('with a docker that only answers', () => {
  const { PATH } = process.env;
  let docker: FakeDocker;
  beforeEach(() => {
    docker = makeFakeDocker();
    process.env['PATH'] = `${docker.directory}:${PATH}`;
  });
  afterEach(() => {
    process.env['PATH'] = PATH;
    docker[Symbol.dispose]();
  });

  (hasBinaries ? test : test.skip)('pulls an absent image, keeps its command, and removes the container', async () => {
    await using published = await publish();
    docker.answer('absent', '');
    docker.answer('command', '["postgres","-D","/etc/postgresql"]\n');
    docker.answer('port', `127.0.0.1:${published.port}\n`);
    {
      await using server = await startServer({ ...OPTIONS, version: published.major });
      expect(server.facts).toMatchObject({ provider: 'docker', reason: `image "postgres:${published.major}"` });
      await using database = await server.createDatabase();
      expect([...(await (await database.connect())`SELECT 1 AS alive`)]).toEqual([{ alive: 1 }]);
    }
    const calls = docker.listCalls();
    expect(calls.filter((call) => call.startsWith('pull'))).toEqual([`pull --quiet postgres:${published.major}`]);
    const [run = '', ...others] = calls.filter((call) => call.startsWith('run'));
    expect(others).toEqual([]);
    expect(run).toMatch(
      new RegExp(
        `^run --detach --name ${OWN_NAME} --label drizzle-gatekeeper --publish 127.0.0.1::5432 --env POSTGRES_PASSWORD ` +
          `--env POSTGRES_USER=postgres postgres:${published.major} postgres -D /etc/postgresql -c fsync=off `,
      ),
    );
    expect(calls.at(-1)).toMatch(new RegExp(`^rm --force --volumes ${OWN_NAME}$`));
  });

  (hasBinaries ? test : test.skip)('refuses an image of another version than the one asked for', async () => {
    await using published = await publish();
    docker.answer('port', `127.0.0.1:${published.port}\n`);
    await expect(startServer({ ...OPTIONS, image: 'orders/db:2', version: 9 })).rejects.toMatchObject({
      message: `image "orders/db:2" is PostgreSQL ${published.major}, not 9`,
    });
    expect(docker.listCalls().at(-1)).toMatch(/^rm --force/);
  });

  test('says what the server in a container said that ended, and removes it', async () => {
    docker.answer('running', 'false\n');
    docker.answer('log', 'chown: ok\nFATAL:  could not write: No space left on device\nshutting down\n');
    await expect(startServer({ ...OPTIONS, image: 'postgres:17' })).rejects.toMatchObject({
      name: 'CannotJudge',
      message: 'the server of image "postgres:17" did not start: FATAL:  could not write: No space left on device',
    });
    expect(docker.listCalls().at(-1)).toMatch(new RegExp(`^rm --force --volumes ${OWN_NAME}$`));
  });

  test('says in its own words why no container can be made', async () => {
    docker.answer(
      'broken',
      "docker: Error response from daemon: no such network.\n\nRun 'docker run --help' for more\n",
    );
    await expect(startServer({ ...OPTIONS, image: 'postgres:17' })).rejects.toMatchObject({
      message: 'Docker: Error response from daemon: no such network.',
    });
    expect(docker.listCalls().at(-1)).toMatch(/^rm --force/);
  });

  test('removes the containers of runs that are gone, and no others', async () => {
    const host = hostname().replaceAll(/[^\w.]/g, '_');
    const gone = `gatekeeper-${host}-99999999-0123456789ab`;
    const others = [`gatekeeper-${host}-${process.pid}-0123456789ab`, 'gatekeeper-elsewhere-99999999-0123456789ab'];
    docker.answer('containers', [gone, ...others, ''].join('\n'));
    docker.answer('running', 'false\n');
    await startServer({ ...OPTIONS, image: 'postgres:17' }).catch(() => undefined);
    const removed = docker.listCalls().filter((call) => call.startsWith('rm') && call.endsWith('0123456789ab'));
    expect(removed).toEqual([`rm --force --volumes ${gone}`]);
  });

  test('is passed over by none that was asked for: an image is taken from Docker alone', async () => {
    docker.answer('running', 'false\n');
    await expect(startServer({ ...ANY, image: 'postgres:17' })).rejects.toThrow('the server of image "postgres:17"');
  });
});

test('is not installed: said so', async () => {
  const { PATH } = process.env;
  process.env['PATH'] = '/nowhere';
  await expect(startServer(OPTIONS))
    .rejects.toMatchObject({ message: 'Docker is not installed' })
    .finally(() => {
      process.env['PATH'] = PATH;
    });
});

function whyNoDocker(): string | null {
  try {
    execFileSync('docker', ['version'], { timeout: 5000, stdio: 'pipe' });
    return null;
  } catch (error) {
    return (error as { stderr?: Buffer }).stderr?.toString().trim() || (error as Error).message;
  }
}

const reason = whyNoDocker();
if (reason !== null) console.warn(`skipped: no container is started, for there is no Docker: ${reason}`);

(reason === null ? describe : describe.skip)('with Docker', () => {
  test('serves from the official image, and leaves no container', async () => {
    {
      await using server = await startServer({ ...OPTIONS, version: 17 });
      expect(server.facts.version).toMatch(/^17\./);
      await using database = await server.createDatabase();
      const sql = await database.connect();
      expect([...(await sql`SELECT current_setting('fsync') AS fsync`)]).toEqual([{ fsync: 'off' }]);
    }
    const left = execFileSync('docker', ['ps', '--all', '--format', '{{.Names}}'], { encoding: 'utf8' });
    expect(left.split('\n').filter((name) => name.includes(`-${process.pid}-`))).toEqual([]);
  }, 300_000);
});
