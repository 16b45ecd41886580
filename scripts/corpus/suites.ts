/** SQL out of other projects' test suites: how tree and proof agree where it runs by itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';
import { disagreements } from '../../src/checks/idempotency/proof.js';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import type { Facts } from '../../src/model/facts.js';
import { extensionsIn } from '../../src/gather/prelude.js';
import { gathered } from '../../src/model/gathered.js';
import type { SecondRun } from '../../src/model/replay.js';
import type { EphemeralServer } from '../../src/model/server.js';
import type { ParsedFile } from '../../src/model/sql.js';
import { toServerError } from '../../src/postgres/server-error.js';
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

/** What came of a case: judged, or why its first run did not get to its end. */
type Outcome =
  | { readonly kind: 'judged'; readonly statements: number; readonly disagreements: readonly string[] }
  | { readonly kind: 'refused'; readonly class: string; readonly reason: string };

/** Cases that need a newer server or more than SQL are refused in their first run; whatever else goes wrong is thrown. */
export async function measureSuites(root: string) {
  const cases = readCases(root);
  await using plain = await start([]);
  // Every database loads what its server may be asked for, which takes three times as long.
  await using extended = await start(cases.flatMap(namedExtensions));
  const found: string[] = [];
  const refused = new Map<string, string[]>();
  let [ran, statements] = [0, 0];
  for (const each of cases) {
    const outcome = await judgeCase(namedExtensions(each).length > 0 ? extended : plain, each);
    if (outcome.kind === 'refused') {
      refused.set(outcome.class, [...(refused.get(outcome.class) ?? []), `${each.name}: ${outcome.reason}`]);
      continue;
    }
    ran++;
    statements += outcome.statements;
    found.push(...outcome.disagreements.map((text) => `${each.name}: ${text}`));
  }
  return { cases: cases.length, ran, statements, disagreements: found, refused };
}

function namedExtensions({ files }: Case): readonly string[] {
  return extensionsIn(files.map((text) => ({ path: '', text })));
}

async function start(extensions: readonly string[]): Promise<EphemeralServer> {
  return startServer({ provider: 'embedded', version: null, image: null, givenUrl: null, extensions });
}

async function judgeCase(server: EphemeralServer, { files }: Case): Promise<Outcome> {
  await using database = await server.createDatabase();
  const sql = await database.connect();
  const [parsed, proofs] = [new Map<string, ParsedFile>(), new Map<string, readonly SecondRun[]>()];
  for (const [index, text] of files.entries()) {
    const path = `${index}.sql`;
    const file = await parseMigration(toMigration(path, { path, text }, index + 1));
    const refusal = await runOnce(sql, file);
    if (refusal !== null) return { kind: 'refused', ...refusal };
    parsed.set(path, file);
    proofs.set(path, await runAgain(sql, file, CONTEXT));
  }
  const facts = { parsed, replays: { secondRuns: gathered(proofs) } } as unknown as Facts;
  const disagreeing = Array.from(disagreements(facts), ({ statement, foreseen, outcome }) => {
    return `${statement.text.slice(0, 60)}: ${foreseen}; ${outcome.kind}`;
  });
  return { kind: 'judged', statements: [...proofs.values()].flat().length, disagreements: disagreeing };
}

/** null: it went through. */
async function runOnce(
  sql: postgres.Sql,
  { statements, syntaxErrors }: ParsedFile,
): Promise<{ class: string; reason: string } | null> {
  const [syntaxError] = syntaxErrors;
  if (syntaxError !== undefined) return { class: '42601', reason: syntaxError.message };
  for (const { text } of statements) {
    try {
      await sql.unsafe(text);
    } catch (cause) {
      const error = toServerError(cause);
      if (error === null) throw cause;
      return { class: error.sqlstate, reason: error.message };
    }
  }
  return null;
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
