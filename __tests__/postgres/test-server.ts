/** A PostgreSQL for the tests of this folder and of compare/: installed binaries until the providers land. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';

const BIN = '/usr/lib/postgresql/15/bin';

export const hasServer = existsSync(BIN);
if (!hasServer) console.warn(`skipped: no PostgreSQL in ${BIN}`);

export interface TestServer extends AsyncDisposable {
  connect(database?: string): Promise<postgres.Sql>;
}

function run(program: string, args: readonly string[]): void {
  const drop = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'];
  const [file = '', ...rest] = [...(process.getuid?.() === 0 ? drop : []), join(BIN, program), ...args];
  execFileSync(file, rest, { stdio: 'ignore' });
}

export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'gatekeeper-test-'));
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-N']);
  run('pg_ctl', [
    '-D',
    data,
    '-w',
    '-o',
    `-c listen_addresses= -k ${folder} -c fsync=off`,
    '-l',
    join(folder, 'log'),
    'start',
  ]);
  const connections: postgres.Sql[] = [];
  return {
    async connect(database = 'postgres') {
      const sql = postgres({ host: folder, user: 'postgres', database, max: 1, onnotice: () => undefined });
      connections.push(sql);
      return sql;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(connections.map((sql) => sql.end()));
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
