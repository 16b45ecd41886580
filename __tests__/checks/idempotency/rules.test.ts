/** Postgres grades the rules: what each of them says of a second run is tried on a real server. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { judge } from '../../../src/checks/judge.js';
import { compareCatalogs } from '../../../src/compare/compare-catalogs.js';
import { applyEdits } from '../../../src/model/edits.js';
import type { Finding } from '../../../src/model/finding.js';
import type { EphemeralDatabase, EphemeralServer } from '../../../src/model/server.js';
import type { ParsedFile } from '../../../src/model/sql.js';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { secondRun } from '../../../src/sql/rerun/second-run.js';
import { parseText } from '../../sql/parsed-file.js';
import { ALTER } from './examples/alter.js';
import { CREATE } from './examples/create.js';
import { DATA } from './examples/data.js';
import { DROP } from './examples/drop.js';
import type { Example, Examples } from './examples/example.js';
import { GUARDS, SWALLOWED } from './examples/guards.js';
import { factsOfFile } from './facts-of-file.js';
import { importChecks } from './import-checks.js';
import { runTwice } from './run-twice.js';

const GRADED: Readonly<Record<string, Examples>> = { ...CREATE, ...ALTER, ...DROP, ...DATA, ...GUARDS };
/** Without those that only repeat what a server has shown: __tests__/postgres/replay/run-again.test.ts is theirs. */
const checks = (await importChecks('idempotency')).filter(({ code }) => !code.startsWith('idempotency/second-run-'));

let server: EphemeralServer;
let database: EphemeralDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  server = await startServer({
    provider: 'embedded',
    version: null,
    image: null,
    givenUrl: null,
    extensions: ['citext'],
  });
  database = await server.createDatabase();
  sql = await database.connect();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

function findIn(file: ParsedFile): Finding[] {
  return judge(factsOfFile(file), checks);
}

async function grade(file: ParsedFile, setup = '') {
  const twice = await runTwice(
    sql,
    setup,
    file.statements.map(({ text }) => text),
  );
  const outcomes = [...secondRun(file).values()];
  const predicted = outcomes.map(
    ({ collisions }) => collisions.find(({ sqlstate }) => sqlstate !== null)?.sqlstate ?? null,
  );
  return {
    twice,
    predicted,
    changes: outcomes.some(({ collisions }) => collisions.some(({ sqlstate }) => sqlstate === null)),
  };
}

test('every rule has examples, and nothing else has', () => {
  const slugs = checks.map(({ code }) => code.slice('idempotency/'.length));
  // keeps-invalid-index.test.ts has those of statements that run in no transaction.
  expect([...Object.keys(GRADED), 'keeps-invalid-index', 'swallowed-errors'].sort()).toEqual(slugs.sort());
});

describe.each(Object.keys(GRADED))('%s', (slug) => {
  const { invalid = [], valid = [] } = GRADED[slug] ?? {};

  test.each(invalid)('$sql', async ({ sql: text, setup }: Example) => {
    const file = await parseText(text);
    const findings = findIn(file);
    expect([...new Set(findings.map(({ code }) => code))]).toEqual([`idempotency/${slug}`]);
    for (const { message, hint } of findings) {
      expect(message).toMatch(/^[a-z].*[^.]$/);
      expect(hint).toMatch(/^[A-Z].*\.$/);
    }
    const { twice, predicted, changes } = await grade(file, setup);
    expect(twice.errors).toEqual(predicted);
    expect(twice.changes.length > 0).toBe(changes);

    const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
    if (findings.every(({ fix }) => fix === undefined)) return;
    const fixed = await parseText(applyEdits(text, edits));
    expect(fixed.syntaxErrors).toEqual([]);
    expect(findIn(fixed)).toEqual([]);
    const after = await grade(fixed, setup);
    expect(after.twice.errors.filter((error) => error !== null)).toEqual([]);
    expect(after.twice.changes).toEqual([]);
    expect(compareCatalogs(twice.catalog, after.twice.catalog, 'all')).toEqual([]);
  });

  test.each(valid)('silent: $sql', async ({ sql: text, setup }: Example) => {
    const file = await parseText(text);
    // Good as they are: that a keyword would do is a notice of its own.
    const told = findIn(file).filter(({ severity }) => severity !== 'notice' || slug === 'hand-written-guard');
    expect(told.map(({ message }) => message)).toEqual([]);
    const { twice } = await grade(file, setup);
    expect(twice.errors.filter((error) => error !== null)).toEqual([]);
    expect(twice.changes).toEqual([]);
  });
});

describe('swallowed-errors', () => {
  test.each(SWALLOWED.invalid)('$sql', async ({ sql: text }) => {
    const findings = findIn(await parseText(text));
    expect(findings.map(({ code }) => code)).toEqual(['idempotency/swallowed-errors']);
  });

  test.each(SWALLOWED.valid)('silent: $sql', async ({ sql: text }) => {
    expect(findIn(await parseText(text))).toEqual([]);
  });
});
