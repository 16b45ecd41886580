import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { BREAKPOINT } from '../../../src/model/history.js';
import { splitChunks, toMigration } from '../../../src/project/history/migration.js';

const sql = fc
  .array(
    fc.oneof(fc.constant(BREAKPOINT), fc.constant('--> statement'), fc.constant('\r\n'), fc.string({ unit: 'binary' })),
  )
  .map((pieces) => pieces.join(''));

test('chunks are what Drizzle sends: the pieces of a plain split, untrimmed', () => {
  fc.assert(
    fc.property(sql, (text) => expect(splitChunks(text).map((chunk) => chunk.text)).toEqual(text.split(BREAKPOINT))),
  );
});

test('chunks joined with the breakpoint are the text again, and each stands where its span says', () => {
  fc.assert(
    fc.property(sql, (text) => {
      const chunks = splitChunks(text);
      expect(chunks.map((chunk) => chunk.text).join(BREAKPOINT)).toBe(text);
      for (const { text: piece, span } of chunks) expect(text.slice(span.start, span.end)).toBe(piece);
    }),
  );
});

test.each([
  ['a byte order mark counts', '\uFEFFCREATE TABLE orders ();'],
  ['carriage returns count', 'CREATE TABLE orders ();\r\n'],
  ['letters beyond ASCII are hashed as UTF-8', "COMMENT ON TABLE orders IS 'Aufträge 📦';"],
])('hash: %s', (_, text) => {
  const migration = toMigration('0000_orders', { path: 'drizzle/0000_orders.sql', text }, 1);
  expect(migration.hash).toBe(createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex'));
});
