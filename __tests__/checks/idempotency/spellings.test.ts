/** Fixes in odd spellings: only the guard is new, everything else stands as it was written. */
import { expect, test } from '@jest/globals';
import { judge } from '../../../src/checks/judge.js';
import { applyEdits } from '../../../src/model/edits.js';
import { parseText } from '../../sql/parsed-file.js';
import { factsOfFile } from './facts-of-file.js';
import { importChecks } from './import-checks.js';

const checks = await importChecks('idempotency');

test.each([
  ['create table orders ();', 'create table IF NOT EXISTS orders ();'],
  ['CREATE/* a */TABLE/* b */orders();', 'CREATE/* a */TABLE IF NOT EXISTS/* b */orders();'],
  ['CREATE -- TABLE\r\nTABLE\r\n\torders ();', 'CREATE -- TABLE\r\nTABLE IF NOT EXISTS\r\n\torders ();'],
  ['CREATE /* /* TABLE */ */ TABLE "table" ();', 'CREATE /* /* TABLE */ */ TABLE IF NOT EXISTS "table" ();'],
  ['SELECT \'🧾 é\'; CREATE TABLE "🧾" ();', 'SELECT \'🧾 é\'; CREATE TABLE IF NOT EXISTS "🧾" ();'],
  ['CREATE UNIQUE INDEX i ON o (a);', 'CREATE UNIQUE INDEX IF NOT EXISTS i ON o (a);'],
  ['DROP INDEX CONCURRENTLY i;', 'DROP INDEX CONCURRENTLY IF EXISTS i;'],
  [
    'ALTER TABLE o ADD a int, ADD COLUMN b numeric(1, 2), ADD "column" text;',
    'ALTER TABLE o ADD IF NOT EXISTS a int, ADD COLUMN IF NOT EXISTS b numeric(1, 2), ADD IF NOT EXISTS "column" text;',
  ],
  [
    "ALTER TABLE o ADD a text DEFAULT ', ADD COLUMN b' CHECK (a <> (ARRAY['x', 'ADD'])[1]), ADD b int;",
    "ALTER TABLE o ADD IF NOT EXISTS a text DEFAULT ', ADD COLUMN b' CHECK (a <> (ARRAY['x', 'ADD'])[1]), ADD IF NOT EXISTS b int;",
  ],
  [
    'ALTER TABLE "add"."drop" DROP "drop", DROP COLUMN "column" CASCADE;',
    'ALTER TABLE "add"."drop" DROP IF EXISTS "drop", DROP COLUMN IF EXISTS "column" CASCADE;',
  ],
  ['ALTER TABLE ONLY drop DROP drop;', 'ALTER TABLE ONLY drop DROP IF EXISTS drop;'],
  ['ALTER TABLE o * DROP /* it */ CONSTRAINT c;', 'ALTER TABLE o * DROP /* it */ CONSTRAINT IF EXISTS c;'],
  ['DROP MATERIALIZED VIEW a, b;', 'DROP MATERIALIZED VIEW IF EXISTS a, b;'],
  ['DROP FOREIGN TABLE t;', 'DROP FOREIGN TABLE IF EXISTS t;'],
  ["ALTER TYPE s ADD VALUE 'ADD VALUE' AFTER 'x';", "ALTER TYPE s ADD VALUE IF NOT EXISTS 'ADD VALUE' AFTER 'x';"],
  ['DROP GROUP r;', 'DROP GROUP IF EXISTS r;'],
  [
    'DO $$ BEGIN\n  -- é\n  ALTER TABLE o ADD a int;\nEND $$;',
    'DO $$ BEGIN\n  -- é\n  ALTER TABLE o ADD IF NOT EXISTS a int;\nEND $$;',
  ],
  [
    "DO $$ BEGIN EXECUTE 'CREATE TABLE o ()'; END $$;",
    "DO $$ BEGIN EXECUTE 'CREATE TABLE IF NOT EXISTS o ()'; END $$;",
  ],
  [
    "CREATE TYPE \"it's\" AS ENUM ('a $$ b');",
    "DO $guard$ BEGIN\n  IF to_regtype('\"it''s\"') IS NULL THEN\n    CREATE TYPE \"it's\" AS ENUM ('a $$ b');\n  END IF;\nEND $guard$;",
  ],
  [
    'DO $$ BEGIN CREATE DOMAIN d AS int; END $$;',
    'DO $$ BEGIN IF to_regtype(\'"d"\') IS NULL THEN\n    CREATE DOMAIN d AS int;\n  END IF; END $$;',
  ],
])('%s', async (sql, expected) => {
  const file = await parseText(sql);
  const fixed = applyEdits(
    sql,
    judge(factsOfFile(file), checks).flatMap(({ fix }) => fix?.edits ?? []),
  );
  expect(fixed).toBe(expected);
  const after = await parseText(fixed);
  expect(after.syntaxErrors).toEqual([]);
  expect(judge(factsOfFile(after), checks)).toEqual([]);
});

/** What cannot be edited in place gets advice and no edit. */
test.each([
  [
    'a quote that is doubled in the text',
    "DO $$ BEGIN EXECUTE 'COMMENT ON TABLE o IS ''x''; CREATE TABLE p ()'; END $$;",
  ],
  ['two things in one statement', 'ALTER TABLE o ADD CONSTRAINT c CHECK (true), ADD CONSTRAINT d CHECK (true);'],
  ['an unnamed index', 'CREATE INDEX ON o (a);'],
  ['an index that is to be dropped first', 'CREATE INDEX CONCURRENTLY i ON o (a);'],
])('no edit for %s', async (_name, sql) => {
  const findings = judge(factsOfFile(await parseText(sql)), checks);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.map(({ fix }) => fix)).toEqual(findings.map(() => undefined));
});
