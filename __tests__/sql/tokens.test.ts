import { describe, expect, test } from '@jest/globals';
import { array, assert, constantFrom, property } from 'fast-check';
import { tokenAt } from '../../src/sql/token-at.js';
import { scan } from '../../src/sql/tokens.js';

const CASES: readonly (readonly [string, string])[] = [
  ['DROP TABLE orders;', 'word:DROP word:TABLE word:orders symbol:;'],
  ['a/**/b', 'word:a comment:/**/ word:b'],
  ['/* a /* b */ c */x', 'comment:/* a /* b */ c */ word:x'],
  ['--> statement-breakpoint\nx', 'comment:--> statement-breakpoint word:x'],
  ['-- a\rx', 'comment:-- a word:x'],
  [`'it''s' "a""b"`, `string:'it''s' quoted:"a""b"`],
  [String.raw`E'a\'b' 'c\'`, String.raw`string:E'a\'b' string:'c\'`],
  [
    `b'01' x'ff' N'a' U&'\\0061' U&"\\0061"`,
    `string:b'01' string:x'ff' string:N'a' string:U&'\\0061' quoted:U&"\\0061"`,
  ],
  ['$$ ; $$ $a$ $$ $a$x', 'string:$$ ; $$ string:$a$ $$ $a$ word:x'],
  ['a$b$c $1', 'word:a$b$c parameter:$1'],
  ['größe_€ 日本', 'word:größe_€ word:日本'],
  ['1.5e-3 .5 1_000', 'number:1.5e-3 number:.5 number:1_000'],
  ['a::text', 'word:a symbol:: symbol:: word:text'],
  ['a<=-1--b', 'word:a symbol:<=- number:1 comment:--b'],
  ["'open", "string:'open"],
  ['"open', 'quoted:"open'],
  ['$x$open', 'string:$x$open'],
  ['/* open', 'comment:/* open'],
];

describe('tokens', () => {
  test.each(CASES)('%s', (text, expected) => {
    const tokens = scan(text).map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`);
    expect(tokens.join(' ')).toBe(expected);
  });

  test('lose nothing but white space, and keep their order', () => {
    const pieces = array(
      constantFrom("'", '"', '$', '$a$', '/*', '*/', '--', '\n', '\\', 'E', 'é', '🧾', ' ', '1', 'x', ';', '&', 'u'),
    );
    assert(
      property(pieces, (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const token of scan(text)) {
          expect(text.slice(end, token.start).trim()).toBe('');
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });
});

describe('the token at a place', () => {
  test.each([
    ['DROP TABLE orders', 12, 'orders'],
    ['DROP "the orders"', 5, '"the orders"'],
    ['DROP  x', 4, ' '],
    ['-- note', 3, 'n'],
    ['x', 9, ''],
  ])('%j at %i', (text, offset, expected) => {
    const span = tokenAt(text, offset);
    expect(text.slice(span.start, span.end)).toBe(expected);
  });
});
