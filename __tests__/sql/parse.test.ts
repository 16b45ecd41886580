import { describe, expect, test } from '@jest/globals';
import { array, assert, asyncProperty, constantFrom, string } from 'fast-check';
import { parseText } from './parsed-file.js';

const SPELLINGS: readonly (readonly [string, string, readonly string[]])[] = [
  ['one statement', 'CREATE TABLE orders (id int);', ['CREATE TABLE orders (id int)']],
  ['no final semicolon', 'DROP TABLE orders', ['DROP TABLE orders']],
  ['several in one chunk', 'SELECT 1;SELECT 2 ; SELECT 3', ['SELECT 1', 'SELECT 2', 'SELECT 3']],
  ['breakpoints', 'SELECT 1;\n--> statement-breakpoint\nSELECT 2;', ['SELECT 1', 'SELECT 2']],
  ['comments around', '-- first\nSELECT 1 -- kept out\n; /* then */ SELECT 2 /* end */', ['SELECT 1', 'SELECT 2']],
  ['comments within', 'DROP /* a; b */ TABLE -- ;\n orders;', ['DROP /* a; b */ TABLE -- ;\n orders']],
  ['nested comment', '/* a /* b */ c */ DROP TABLE orders;', ['DROP TABLE orders']],
  [
    'emoji and accents before',
    '-- 🧾 é\nSELECT \'🧾\';\n/* 😀 */ DROP TABLE "bestellung🧾";',
    ["SELECT '🧾'", 'DROP TABLE "bestellung🧾"'],
  ],
  ['CRLF and tabs', '\tSELECT 1;\r\n\r\n\tSELECT 2;\r\n', ['SELECT 1', 'SELECT 2']],
  [
    'dollar quotes',
    "DO $orders$ BEGIN PERFORM ';'; END $orders$; SELECT 2",
    ["DO $orders$ BEGIN PERFORM ';'; END $orders$", 'SELECT 2'],
  ],
  ['empty statements', ';; ;SELECT 1;;', ['SELECT 1']],
  ['every space that PostgreSQL knows', '\f\vSELECT 1\v\f;\r\n', ['SELECT 1']],
  ['no-break space, which is a letter', 'SELECT 1 AS total\u00a0 ;', ['SELECT 1 AS total\u00a0']],
  ['nothing', '', []],
  ['comments only', '-- Custom SQL migration file, put your code below! --\n', []],
];

describe('statements of a file', () => {
  test.each(SPELLINGS)('%s', async (_name, text, expected) => {
    const file = await parseText(text);
    expect(file.syntaxErrors).toEqual([]);
    expect(file.statements.map((statement) => statement.text)).toEqual(expected);
    for (const { span, text: own } of file.statements) expect(text.slice(span.start, span.end)).toBe(own);
  });

  test('are placed alike whatever text stands before them', async () => {
    const before = array(
      constantFrom('-- é\n', '/* 🧾 */', '\r\n', '\t', "SELECT '€🧾\n';", 'SELECT "ö";', '/* /* ß */ */'),
    );
    await assert(
      asyncProperty(before, before, async (first, second) => {
        const text = `${first.join('')}CREATE INDEX "名前_idx" ON orders (total);${second.join('')}`;
        const file = await parseText(text);
        const index = file.statements.find((statement) => statement.type === 'IndexStmt');
        expect(text.slice(index?.span.start, index?.span.end)).toBe('CREATE INDEX "名前_idx" ON orders (total)');
        const relation = index?.node['relation'] as { location: number };
        expect(text.slice(relation.location).startsWith('orders')).toBe(true);
      }),
    );
  });

  test('know their chunk', async () => {
    const file = await parseText('SELECT 1;--> statement-breakpoint\n--> statement-breakpoint\nSELECT 2;');
    expect(file.statements.map((statement) => statement.chunk)).toEqual([0, 2]);
  });
});

const REFUSED: readonly (readonly [string, string, string, string])[] = [
  ['misspelt keyword', "SELECT '🧾';\n-- é\nCRETE TABLE orders ();", 'syntax error at or near "CRETE"', 'CRETE'],
  ['second chunk', 'SELECT 1;\n--> statement-breakpoint\nDROP TABEL x;', 'syntax error at or near "TABEL"', 'TABEL'],
  ['conflict markers', 'SELECT 1;\n<<<<<<< HEAD\nSELECT 2;', 'syntax error at or near "<<<<<<<"', '<<<<<<<'],
  ['byte order mark', '\ufeffSELECT 1;', 'syntax error at or near "\ufeffSELECT"', '\ufeffSELECT'],
  ['open string', "SELECT 'paid;", 'unterminated quoted string at or near "\'paid;"', "'paid;"],
  ['open comment', 'SELECT 1; /* paid', 'unterminated /* comment at or near "/* paid"', '/'],
  ['NUL', "SELECT '🧾', 1\0; DROP TABLE orders", 'NUL character', '\0'],
];

describe('what PostgreSQL does not parse', () => {
  test.each(REFUSED)('%s', async (_name, text, message, token) => {
    const { syntaxErrors } = await parseText(text);
    expect(syntaxErrors.map((error) => error.message)).toEqual([message]);
    expect(syntaxErrors.map(({ span }) => text.slice(span.start, span.end))).toEqual([token]);
  });

  test('leaves the other chunks alone', async () => {
    const file = await parseText('CRETE x;\n--> statement-breakpoint\nSELECT 2;');
    expect(file.syntaxErrors.map((error) => error.chunk)).toEqual([0]);
    expect(file.statements.map((statement) => statement.text)).toEqual(['SELECT 2']);
  });

  test.each([
    ['nested parentheses', `SELECT ${'('.repeat(30_000)}1${')'.repeat(30_000)}`],
    ['nested selects', `SELECT ${'(SELECT '.repeat(4000)}1${')'.repeat(4000)}`],
    ['a chain of operators', `SELECT 1${'+1'.repeat(60_000)}`],
  ])('survives %s', async (_name, text) => {
    const deep = await parseText(text);
    expect(deep.syntaxErrors).toHaveLength(1);
    const next = await parseText('SELECT 1');
    expect(next.statements).toHaveLength(1);
  });

  test('never throws, whatever the text', async () => {
    await assert(
      asyncProperty(string({ unit: 'binary' }), async (text) => {
        const { statements, syntaxErrors } = await parseText(text);
        for (const { span } of [...statements, ...syntaxErrors]) {
          expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
        }
      }),
    );
  });
});

test('a megabyte of rows is one statement', async () => {
  const rows = Array.from({ length: 30_000 }, (_, row) => `(${row}, 'order number ${row} é')`).join(',\n');
  const file = await parseText(`INSERT INTO orders VALUES ${rows};`);
  expect(file.statements.map((statement) => statement.type)).toEqual(['InsertStmt']);
});
