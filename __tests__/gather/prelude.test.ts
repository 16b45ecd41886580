/** Which of a history's statements prepare the ground for DDL from Drizzle, and what the server has to bring along. */
import { expect, test } from '@jest/globals';
import { extensionsIn, preludeOf } from '../../src/gather/prelude.js';
import { parseText } from '../sql/parsed-file.js';

const ENUM_OF_OLD_KIT = `DO $$ BEGIN
 CREATE TYPE "public"."order_state" AS ENUM('draft', 'sent');
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;`;
const GUARDED_ROLE = `DO $$ BEGIN
 IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'clerk') THEN CREATE ROLE clerk; END IF;
END $$`;

test.each([
  ['a function', `CREATE FUNCTION make_id() RETURNS text LANGUAGE sql AS 'select md5(random()::text)'`, true],
  ['an extension', 'CREATE EXTENSION IF NOT EXISTS vector', true],
  ['a domain', 'CREATE DOMAIN cents AS bigint', true],
  ['a role in a block', GUARDED_ROLE, true],
  ['a table', 'CREATE TABLE orders (id integer)', false],
  ['an enum', `CREATE TYPE order_state AS ENUM ('draft')`, false],
  ['an enum in a block, as drizzle-kit wrote it until 0.25', ENUM_OF_OLD_KIT, false],
  ['a table in a block', 'DO $$ BEGIN CREATE TABLE orders (id integer); END $$', false],
])('%s', async (_, text, isPrelude) => {
  expect(preludeOf([await parseText(text)])).toEqual(isPrelude ? [text.replace(/;$/, '')] : []);
});

test.each([
  ['as it is', 'CREATE EXTENSION vector;', ['vector']],
  ['with a guard, in lower case', 'create extension if not exists PgCrypto;', ['pgcrypto']],
  ['in quotes, across lines', 'CREATE EXTENSION\n  "uuid-ossp";', ['uuid-ossp']],
  ['in a block', 'DO $$ BEGIN CREATE EXTENSION hstore; END $$', ['hstore']],
  ['twice', 'CREATE EXTENSION citext; CREATE EXTENSION IF NOT EXISTS citext;', ['citext']],
  ['not at all', 'DROP EXTENSION citext', []],
])('an extension is named %s', (_, text, expected) => {
  expect(extensionsIn([{ path: 'drizzle/0000_orders.sql', text }])).toEqual(expected);
});
