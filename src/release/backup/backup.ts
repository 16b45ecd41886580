/** A backup before a release, made and read back; without one that can be read, nothing is applied. */
import { randomUUID } from 'node:crypto';
import { access, constants, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeployedServer } from '../../model/deployed.js';
import type { Finding } from '../../model/finding.js';
import { releaseFinding } from '../../model/release-codes.js';
import type { Deployed } from '../../postgres/deployed/open-deployed.js';
import { findDump, type DumpPrograms } from './find-dump.js';
import { toLibpq } from './libpq.js';
import { runProgram } from './run-program.js';

/** What a team wants before its release. */
export type BackupRequest =
  /** `schema`: definitions alone. `full`: rows as well. */
  | { readonly kind: 'schema' | 'full'; readonly directory: string; readonly url: string }
  /** For `/bin/sh`, with the environment of the run. */
  | { readonly kind: 'command'; readonly command: string; readonly environment: NodeJS.ProcessEnv };

/** What was made: a path, or the team's own command; the finding says why there is none. */
export async function makeBackup(deployed: Deployed, request: BackupRequest): Promise<string | Finding> {
  return request.kind === 'command' ? runCommand(deployed, request) : dump(deployed, request);
}

async function runCommand(
  { server }: Deployed,
  { command, environment }: BackupRequest & { kind: 'command' },
): Promise<string | Finding> {
  const { code, complaint } = await runProgram('/bin/sh', ['-c', command], environment);
  if (code === 0) return command;
  return fail(
    server,
    `the backup command ended with ${code ?? 'a signal'}`,
    complaint,
    'Mend the command given with --backup-command.',
  );
}

async function dump(
  deployed: Deployed,
  request: BackupRequest & { kind: 'schema' | 'full' },
): Promise<string | Finding> {
  const { server } = deployed;
  const major = Math.trunc(server.versionNumber / 10_000);
  const programs = findDump(major);
  if (programs === null) {
    const hint = `Install the client programs of PostgreSQL ${major} or later, or run your own backup with --backup-command.`;
    return fail(server, `no pg_dump of PostgreSQL ${major} or later is installed`, '', hint);
  }
  const obstacle = await findObstacle(deployed, request);
  if (obstacle !== null) return obstacle;
  const path = join(
    request.directory,
    `${server.database.replace(/[^\w.-]/g, '_')}-${timestamp()}-${randomUUID().slice(0, 8)}.dump`,
  );
  const complaint = (await writeDump(path, programs, request)) ?? (await readBack(path, programs));
  if (complaint === null) return path;
  await rm(path, { force: true });
  return fail(
    server,
    'the backup could not be made or not be read back',
    complaint,
    'Read what pg_dump says, and give its role the rights that it needs.',
  );
}

/** A folder that cannot be written to, or that has less room than the database takes. */
async function findObstacle(
  { sql, server }: Deployed,
  { kind, directory }: BackupRequest & { kind: 'schema' | 'full' },
): Promise<Finding | null> {
  const hint = 'Name a folder that exists, can be written to and has room with --backup-dir.';
  const isWritable = await access(directory, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable) return fail(server, `"${directory}" cannot be written to`, '', hint);
  if (kind === 'schema') return null;
  const { bavail, bsize } = await statfs(directory);
  const [row] = await sql<[{ bytes: string }]>`select pg_catalog.pg_database_size(current_database())::text as bytes`;
  // A dump has no indexes and is compressed; what it will take is not known before.
  if (bavail * bsize >= Number(row.bytes)) return null;
  return fail(server, `"${directory}" has less room than the database takes (${row.bytes} bytes)`, '', hint);
}

/** null: it is written. The file holds what the database holds, so nobody else may read it. */
async function writeDump(
  path: string,
  { dump: program }: DumpPrograms,
  { kind, url }: BackupRequest & { kind: 'schema' | 'full' },
): Promise<string | null> {
  await (await open(path, 'wx', 0o600)).close();
  const { uri, environment } = toLibpq(url);
  const flags = ['--format=custom', '--no-password', `--file=${path}`, `--dbname=${uri}`];
  if (kind === 'schema') flags.push('--schema-only');
  const { code, complaint } = await runProgram(program, flags, { ...surroundings(), ...environment });
  return code === 0 ? null : complaint || `pg_dump ended with ${code ?? 'a signal'}`;
}

/** null: it lists what is in it. */
async function readBack(path: string, { restore }: DumpPrograms): Promise<string | null> {
  const { code, output, complaint } = await runProgram(restore, ['--list', path], surroundings());
  // Comments begin with a semicolon; every database has an entry for its encoding.
  const entries = output.split('\n').filter((line) => /^\d/.test(line));
  if (code === 0 && entries.length > 0) return null;
  return complaint || 'pg_restore lists nothing in it';
}

/** Without PG* variables, which would lead a program of libpq elsewhere. */
function surroundings(): Record<string, string | undefined> {
  const { PATH, HOME, LD_LIBRARY_PATH } = process.env;
  return { PATH, HOME, LD_LIBRARY_PATH, LC_ALL: 'C' };
}

function timestamp(): string {
  return new Date().toISOString().replace(/[-:]|\.\d+/g, '');
}

function fail({ database }: DeployedServer, message: string, complaint: string, hint: string): Finding {
  return releaseFinding('release/backup-failed', {
    message,
    at: { catalog: 'deployed', object: `database ${database}` },
    evidence: complaint === '' ? [] : [{ kind: 'text', text: complaint }],
    hint: `${hint} Nothing is applied without it.`,
  });
}
