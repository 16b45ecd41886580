/** SQL for what a database has from elsewhere (`--bootstrap`): run before the migrations, committed. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type postgres from 'postgres';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Migration, SourceFile } from '../model/history.js';
import { locate } from '../model/locate.js';
import type { ReplayFailure } from '../model/replay.js';
import { runMigration } from '../postgres/replay/run-migration.js';
import { parseMigration } from '../sql/parse.js';
import { platformSql, type Platform } from './platforms/platform.js';

/** The platform's preset, then the files. Throws CannotJudge where one cannot be read. Paths are relative to `cwd`. */
export async function readBootstrap(
  platform: Platform | null,
  paths: readonly string[],
  cwd: string,
): Promise<readonly SourceFile[]> {
  const preset = platform === null ? [] : [platformSql(platform)];
  const files = await Promise.all(
    paths.map(async (path) => ({
      path,
      text: await readFile(resolve(cwd, path), 'utf8').catch((cause: unknown) => {
        const hint = 'Name an SQL file that exists with --bootstrap.';
        throw new CannotJudge(`bootstrap file "${path}" cannot be read`, { hint, cause });
      }),
    })),
  );
  return [...preset, ...files];
}

/** Runs the files in order, each in one transaction. Throws CannotJudge where a statement fails. */
export async function runBootstrap(
  sql: postgres.Sql,
  files: readonly SourceFile[],
  onStep: (step: string) => void,
): Promise<void> {
  for (const file of files) {
    onStep(`running bootstrap file "${file.path}"`);
    const script = toScript(file);
    await sql`BEGIN`.simple();
    const failure = await runMigration(sql, script, await parseMigration(script));
    if (failure !== null) throw explain(failure, file);
    await sql`COMMIT`.simple();
  }
}

/** One chunk: breakpoints mean nothing here. */
function toScript(source: SourceFile): Migration {
  const chunks = [{ text: source.text, span: { start: 0, end: source.text.length } }];
  return { tag: source.path, source, hash: '', when: null, otherHashes: [], chunks };
}

function explain({ error, span, token }: ReplayFailure, file: SourceFile): CannotJudge {
  const { line } = locate(file, token ?? span);
  const text = file.text.split('\n')[line - 1]?.trim();
  const place = `bootstrap file "${file.path}" fails at line ${line}, "${text}"`;
  return new CannotJudge(`${place}: ${error.message} (${error.sqlstate})`, {
    hint: 'Correct the statement there: it has to run on an empty database, inside a transaction.',
  });
}
