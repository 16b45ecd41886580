/** SQL out of other projects' test suites: how tree and proof agree where it runs by itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disagreements } from '../../src/checks/idempotency/proof.js';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import type { Facts } from '../../src/model/facts.js';
import { gathered } from '../../src/model/gathered.js';
import type { SecondRun } from '../../src/model/replay.js';
import type { EphemeralServer } from '../../src/model/server.js';
import type { ParsedFile } from '../../src/model/sql.js';
import { runAgain, type SecondRunContext } from '../../src/postgres/replay/run-again.js';
import { startServer } from '../../src/postgres/servers/start-server.js';
import { toMigration } from '../../src/project/history/migration.js';
import { parseMigration } from '../../src/sql/parse.js';

const CONTEXT: SecondRunContext = {
  tracker: { schema: 'drizzle', table: '__drizzle_migrations' },
  reset: 'DISCARD ALL',
  compare: (before, after) => compareCatalogs(before, after, 'all'),
};

/** Files that are run one after the other, as if they were migrations. */
interface Case {
  readonly name: string;
  readonly files: readonly string[];
}

/** Cases that need a newer server or more than SQL fail on their first run, and are left out. */
export async function measureSuites(root: string) {
  const server = await startServer({
    provider: 'embedded',
    version: null,
    image: null,
    givenUrl: null,
    extensions: [],
  });
  await using started = server;
  const cases = readCases(root);
  const found: string[] = [];
  let [ran, statements] = [0, 0];
  for (const each of cases) {
    const judged = await judgeCase(started, each).catch(() => null);
    if (judged === null) continue;
    ran++;
    statements += judged.statements;
    found.push(...judged.disagreements.map((text) => `${each.name}: ${text}`));
  }
  return { cases: cases.length, ran, statements, disagreements: found };
}

async function judgeCase(server: EphemeralServer, { files }: Case) {
  await using database = await server.createDatabase();
  const sql = await database.connect();
  const [parsed, proofs] = [new Map<string, ParsedFile>(), new Map<string, readonly SecondRun[]>()];
  for (const [index, text] of files.entries()) {
    const path = `${index}.sql`;
    const file = await parseMigration(toMigration(path, { path, text }, index + 1));
    for (const statement of file.statements) await sql.unsafe(statement.text);
    parsed.set(path, file);
    proofs.set(path, await runAgain(sql, file, CONTEXT));
  }
  const facts = { parsed, replays: { secondRuns: gathered(proofs) } } as unknown as Facts;
  const disagreeing = Array.from(disagreements(facts), ({ statement, foreseen, outcome }) => {
    return `${statement.text.slice(0, 60)}: ${foreseen}; ${outcome.kind}`;
  });
  return { statements: [...proofs.values()].flat().length, disagreements: disagreeing };
}

function readCases(root: string): Case[] {
  const of = (suite: string) => folders(join(root, suite)).map((name) => join(suite, name));
  const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
  const alone = (path: string): Case => ({ name: path, files: existsSync(join(root, path)) ? [read(path)] : [] });
  return [
    ...of('pg-delta').flatMap((path) => [alone(join(path, 'a.sql')), alone(join(path, 'b.sql'))]),
    ...of('migra').flatMap((path) => [
      { name: path, files: [read(path, 'a.sql'), read(path, 'expected.sql')] },
      alone(join(path, 'b.sql')),
    ]),
    ...of('eugene').flatMap((path) => {
      const names = readdirSync(join(root, path)).filter(isSql);
      return names.map((name) => ({ name: join(path, name), files: read(path, name).split(/^-- \d+\.sql$/m) }));
    }),
    ...of('drizzle-migration-lint')
      .filter((path) => !/mysql|sqlite/.test(path))
      .map((path) => ({
        name: path,
        files: readdirSync(join(root, path, 'legacy'))
          .filter(isSql)
          .map((file) => read(path, 'legacy', file)),
      })),
  ].filter(({ files }) => files.length > 0);
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}

function isSql(name: string): boolean {
  return name.endsWith('.sql');
}
