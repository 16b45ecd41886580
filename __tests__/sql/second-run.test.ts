import { describe, expect, test } from '@jest/globals';
import { classify } from '../../src/sql/rerun/classify.js';
import { secondRun } from '../../src/sql/rerun/second-run.js';
import { parseText } from './parsed-file.js';

const classesOf = async (text: string) =>
  [...secondRun(await parseText(text))].map(([statement, outcome]) => classify(statement, outcome).class);

/** One statement of every kind that PostgreSQL's grammar has (gram.y, `stmt`). */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  repeatable: [
    'ALTER COLLATION plain REFRESH VERSION',
    'ALTER DATABASE shop SET search_path = public',
    'ALTER DATABASE shop CONNECTION LIMIT 5',
    'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader',
    'ALTER EVENT TRIGGER watch DISABLE',
    'ALTER EXTENSION citext UPDATE',
    'ALTER FUNCTION total() STABLE',
    'ALTER OPERATOR + (integer, integer) SET (RESTRICT = NONE)',
    'ALTER TABLE orders OWNER TO reader',
    'ALTER TYPE amount OWNER TO reader',
    'ALTER POLICY own ON orders USING (true)',
    'ALTER ROLE reader NOLOGIN',
    "ALTER ROLE reader SET statement_timeout = '1s'",
    'ALTER SEQUENCE numbers RESTART',
    'ALTER STATISTICS s SET STATISTICS 10',
    'ALTER SYSTEM SET work_mem = 64',
    'ALTER TYPE amount SET (STORAGE = plain)',
    'ALTER TABLE orders ENABLE ROW LEVEL SECURITY',
    'ALTER TABLE orders ALTER COLUMN total SET NOT NULL',
    'ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0',
    'ALTER TABLE orders VALIDATE CONSTRAINT positive',
    'ANALYZE orders',
    'BEGIN',
    'CHECKPOINT',
    'CLUSTER orders USING orders_pkey',
    "COMMENT ON TABLE orders IS 'all of them'",
    'DELETE FROM orders',
    'CREATE TEMP TABLE swap (id integer) ON COMMIT DROP',
    'DISCARD ALL',
    'DO $$ BEGIN PERFORM 1; END $$',
    'EXPLAIN SELECT 1',
    'GRANT SELECT ON orders TO reader',
    'GRANT reader TO writer',
    'LISTEN orders',
    'LOCK TABLE orders',
    'NOTIFY orders',
    'REASSIGN OWNED BY reader TO writer',
    'DROP OWNED BY reader',
    'REFRESH MATERIALIZED VIEW open_orders',
    'REINDEX TABLE orders',
    'REVOKE SELECT ON orders FROM reader',
    'SELECT 1',
    "SECURITY LABEL ON TABLE orders IS 'x'",
    'SET search_path = public',
    'SHOW search_path',
    'TRUNCATE orders',
    'UPDATE orders SET total = 0',
    'VACUUM orders',
  ],
  'not judged': [
    'CALL close_orders()',
    'EXECUTE plan',
    'MERGE INTO orders USING refunds ON true WHEN MATCHED THEN DELETE',
    "ALTER SERVER archive OPTIONS (ADD host 'a')",
    "DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'orders'); END $$",
    'DO LANGUAGE plperl $$ 1; $$',
    'DO $$ BEGIN IF (SELECT count(*) FROM orders) = 0 THEN CREATE TABLE invoices (); END IF; END $$',
  ],
  unguarded: [
    'CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler',
    'CREATE CAST (a AS b) WITHOUT FUNCTION',
    "CREATE CONVERSION c FOR 'UTF8' TO 'LATIN1' FROM f",
    'CREATE DATABASE shop',
    'CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION f()',
    'CREATE LANGUAGE plnew HANDLER f',
    'CREATE OPERATOR === (FUNCTION = f, LEFTARG = integer, RIGHTARG = integer)',
    'CREATE OPERATOR CLASS o FOR TYPE integer USING btree AS OPERATOR 1 <',
    'CREATE OPERATOR FAMILY o USING btree',
    "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
    "CREATE TABLESPACE fast LOCATION '/x'",
    'CREATE TRANSFORM FOR integer LANGUAGE plnew (FROM SQL WITH FUNCTION f(internal))',
    'CREATE USER MAPPING FOR reader SERVER archive',
    'COPY orders FROM STDIN',
    'DROP CAST (a AS b)',
    'DROP DATABASE shop',
    'DROP OPERATOR CLASS o USING btree',
    'DROP SUBSCRIPTION s',
    'DROP TABLESPACE fast',
    'DROP USER MAPPING FOR reader SERVER archive',
    'IMPORT FOREIGN SCHEMA shop FROM SERVER archive INTO public',
    'PREPARE plan AS SELECT 1',
    'DEALLOCATE plan',
    "SELECT nextval('numbers')",
  ],
  guarded: [
    'CREATE TABLE IF NOT EXISTS orders (id integer)',
    'DROP TABLE IF EXISTS orders',
    'CREATE OR REPLACE VIEW open_orders AS SELECT 1',
    'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text',
  ],
  'wrongly guarded': ["DO $$ BEGIN IF to_regclass('invoices') IS NULL THEN CREATE TABLE orders (); END IF; END $$"],
};

describe.each(Object.keys(KINDS))('%s', (expected) => {
  test.each(KINDS[expected] ?? [])('%s', async (sql) => {
    expect(await classesOf(sql)).toEqual([expected]);
  });
});

test('what is not known is named so', () => {
  const nothing = { collisions: [], guards: [], unread: [] };
  expect(classify({ type: 'CreateAssertionStmt' }, nothing)).toEqual({
    class: 'unclassified',
    reason: 'a CreateAssertionStmt is not known',
  });
});

/** Class of each statement, one letter each: u unguarded, g guarded, r repeatable, w wrongly guarded, n not judged. */
describe('the statements of a file see what the second run has done before them', () => {
  test.each([
    ['drop, then create', 'DROP TABLE IF EXISTS orders; CREATE TABLE orders ();', 'rr'],
    ['create, then drop', 'CREATE TABLE orders (); DROP TABLE orders;', 'rr'],
    ['create, use, drop', 'CREATE TABLE swap (id int); CREATE INDEX ON swap (id); DROP TABLE swap;', 'rrr'],
    ['other case', 'DROP TABLE IF EXISTS "Orders"; CREATE TABLE orders ();', 'gu'],
    ['same case, spelt otherwise', 'DROP TABLE IF EXISTS ORDERS; CREATE TABLE "orders" ();', 'rr'],
    ['public named and not', 'DROP TABLE IF EXISTS public.orders; CREATE TABLE orders ();', 'rr'],
    ['other schema', 'DROP TABLE IF EXISTS billing.orders; CREATE TABLE orders ();', 'gu'],
    [
      'parts go with the table',
      'DROP TABLE IF EXISTS o; CREATE TABLE o (id int); CREATE POLICY p ON o; ALTER TABLE o ADD CONSTRAINT c CHECK (true);',
      'rrrr',
    ],
    [
      'all goes with the schema',
      'DROP SCHEMA IF EXISTS b CASCADE; CREATE SCHEMA b; CREATE TYPE b.s AS ENUM (); CREATE TABLE b.o ();',
      'rrrr',
    ],
    [
      'a rename takes the parts along',
      'ALTER TABLE o RENAME TO p; ALTER TABLE p ADD COLUMN IF NOT EXISTS c int;',
      'ug',
    ],
    ['what fails changes nothing', 'CREATE TABLE o (); DROP INDEX i; CREATE INDEX i ON o (id);', 'urr'],
    [
      'a block that fails undoes itself',
      'DO $$ BEGIN DROP TABLE a; CREATE TABLE a (); CREATE TABLE b (); END $$; CREATE TABLE IF NOT EXISTS b ();',
      'ug',
    ],
    [
      'an index goes with its column',
      'ALTER TABLE o DROP COLUMN c; ALTER TABLE o ADD COLUMN c int; CREATE INDEX i ON o (lower(c));',
      'rrr',
    ],
    ['drops of one command come first', 'ALTER TABLE o ADD COLUMN c int, DROP COLUMN c;', 'r'],
    ['a type in use', 'DROP TYPE s; CREATE TYPE s AS ENUM (); CREATE TABLE IF NOT EXISTS o (c s);', 'uug'],
    [
      'enum by way of text',
      'ALTER TABLE o ALTER c TYPE text; DROP TYPE s; CREATE TYPE s AS ENUM (); ALTER TABLE o ALTER c TYPE s USING c::s;',
      'rrrr',
    ],
    [
      'unnamed constraint under its default name',
      'ALTER TABLE o DROP CONSTRAINT o_c_key; ALTER TABLE o ADD UNIQUE (c);',
      'rr',
    ],
    [
      'an index that became a constraint',
      'DROP INDEX IF EXISTS i CASCADE; ALTER TABLE o ADD CONSTRAINT i UNIQUE (c);',
      'uu',
    ],
    ['a view in the place of a table', 'DROP TABLE IF EXISTS o; CREATE OR REPLACE VIEW o AS SELECT 1;', 'ug'],
    [
      'a column that a trigger names',
      'ALTER TABLE o DROP COLUMN c; ALTER TABLE o ADD COLUMN c int; CREATE OR REPLACE TRIGGER t AFTER UPDATE OF c ON o EXECUTE FUNCTION f();',
      'uug',
    ],
    [
      'a temporary table, gone with the session',
      'CREATE TEMP TABLE s (id int); INSERT INTO s VALUES (1); CREATE INDEX ON s (id);',
      'rrr',
    ],
    ['rows deleted before', 'DELETE FROM o; INSERT INTO o VALUES (1);', 'rr'],
    ['column dropped later', 'UPDATE o SET a = b; ALTER TABLE o DROP COLUMN IF EXISTS b;', 'ug'],
    [
      'column of a common table expression',
      'WITH n AS (SELECT b FROM x) UPDATE o SET a = n.b FROM n; ALTER TABLE o DROP COLUMN IF EXISTS b;',
      'rg',
    ],
    [
      'function with other arguments',
      "DROP FUNCTION IF EXISTS f(int); CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS '1';",
      'gu',
    ],
  ])('%s', async (_name, sql, expected) => {
    expect((await classesOf(sql)).map((each) => each[0]).join('')).toBe(expected);
  });
});
