import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { applyEdits, overlap } from '../../src/model/edits.js';
import type { Edit } from '../../src/model/finding.js';
import { locate } from '../../src/model/locate.js';

const TEXT = 'CREATE TABLE orders (\n  id serial,\r\n  note text\n);\n';
const edit = (start: number, end: number, text: string, source = TEXT): Edit => ({
  ...locate({ path: 'drizzle/0000_orders.sql', text: source }, { start, end }),
  text,
});

test.each([
  ['nothing', [], TEXT],
  ['an insertion', [edit(13, 13, 'IF NOT EXISTS ')], TEXT.replace('orders', 'IF NOT EXISTS orders')],
  ['a replacement on a later line', [edit(38, 42, 'memo')], TEXT.replace('note', 'memo')],
  [
    'edits in any order',
    [edit(38, 42, 'memo'), edit(13, 19, 'invoices')],
    TEXT.replace('note', 'memo').replace('orders', 'invoices'),
  ],
  ['insertions at one place', [edit(13, 13, 'a.'), edit(13, 13, 'b.')], TEXT.replace('orders', 'a.b.orders')],
  ['the same edit twice', [edit(38, 42, 'memo'), edit(38, 42, 'memo')], TEXT.replace('note', 'memo')],
  ['a deletion over lines', [edit(20, 48, '')], 'CREATE TABLE orders );\n'],
])('%s', (_, edits, expected) => {
  expect(applyEdits(TEXT, edits)).toBe(expected);
});

test('an edit replaces just the range that was located', () => {
  const cuts = fc.tuple(fc.nat(60), fc.nat(60)).map((pair) => pair.toSorted((a, b) => a - b));
  const texts = fc.array(fc.constantFrom('\n', '\r\n', 'é', '😀', 'order', ' '), { maxLength: 30 });
  fc.assert(
    fc.property(texts, cuts, fc.string(), (pieces, [from = 0, to = 0], replacement) => {
      const text = pieces.join('');
      const [start, end] = [Math.min(from, text.length), Math.min(to, text.length)];
      expect(applyEdits(text, [edit(start, end, replacement, text)])).toBe(
        text.slice(0, start) + replacement + text.slice(end),
      );
    }),
  );
});

test.each([
  ['the same words', edit(13, 19, ''), edit(13, 19, ''), true],
  ['words that touch', edit(13, 19, ''), edit(19, 20, ''), false],
  ['one inside the other', edit(13, 40, ''), edit(20, 21, ''), true],
  ['an insertion inside', edit(13, 40, ''), edit(20, 20, ''), true],
  ['insertions at one place', edit(13, 13, 'a'), edit(13, 13, 'b'), false],
  ['another file', edit(13, 19, ''), { ...edit(13, 19, ''), file: 'drizzle/0001_orders.sql' }, false],
])('edits of %s', (_, left, right, expected) => {
  expect([overlap(left, right), overlap(right, left)]).toEqual([expected, expected]);
});
