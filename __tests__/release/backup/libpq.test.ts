/** What PostgreSQL's own programs are told of a connection. */
import { expect, test } from '@jest/globals';
import { toLibpq } from '../../../src/release/backup/libpq.js';

test.each([
  [
    'a password goes through the environment alone',
    'postgres://owner:p%40ss@db.example.com:5433/shop?sslmode=require',
    { uri: 'postgresql://owner@db.example.com:5433/shop?sslmode=require', environment: { PGPASSWORD: 'p@ss' } },
  ],
  [
    'also one that stands in a parameter',
    'postgres://owner@db.example.com/shop?password=s3cret',
    { uri: 'postgresql://owner@db.example.com/shop', environment: { PGPASSWORD: 's3cret' } },
  ],
  [
    'a Unix socket stays one',
    'postgres://owner@/shop?host=/var/run/postgresql',
    { uri: 'postgresql://owner@localhost/shop?host=%2Fvar%2Frun%2Fpostgresql', environment: {} },
  ],
  [
    'parameters of other tools are left out',
    'postgres://owner@db.example.com/my%20shop?pgbouncer=true&schema=public',
    { uri: 'postgresql://owner@db.example.com/my%20shop', environment: {} },
  ],
])('%s', (_, url, expected) => {
  expect(toLibpq(url)).toEqual(expected);
});
