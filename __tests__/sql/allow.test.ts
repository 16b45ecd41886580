import { expect, test } from '@jest/globals';
import { readAllowComments } from '../../src/sql/allow.js';
import { parseText } from './parsed-file.js';

const CODE = 'idempotency/drop-table';

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'above a statement',
    `SELECT 1;\n-- gatekeeper: allow ${CODE}: kept by hand\nDROP TABLE a;`,
    [`${CODE} | kept by hand | DROP TABLE a`],
  ],
  ['above the first statement', `-- gatekeeper: allow ${CODE}: kept\nDROP TABLE a;`, [`${CODE} | kept | DROP TABLE a`]],
  ['at the head, set apart', `-- gatekeeper: allow ${CODE}: kept\n\nDROP TABLE a;`, [`${CODE} | kept | file`]],
  [
    'two of them',
    `-- gatekeeper: allow a/b: x\n-- gatekeeper: allow c/d: y\nDROP TABLE a;`,
    ['a/b | x | DROP TABLE a', 'c/d | y | DROP TABLE a'],
  ],
  [
    'after a breakpoint',
    `SELECT 1;\n--> statement-breakpoint\n-- gatekeeper: allow ${CODE}: kept\r\nDROP TABLE a;`,
    [`${CODE} | kept | DROP TABLE a`],
  ],
  ['without a reason', `-- gatekeeper: allow ${CODE}\nDROP TABLE a;`, [`${CODE} | null | DROP TABLE a`]],
  ['with an empty reason', `-- gatekeeper: allow ${CODE}: \nDROP TABLE a;`, [`${CODE} | null | DROP TABLE a`]],
  ['reason with colons', `--gatekeeper:allow ${CODE}: see: #12\nDROP TABLE a;`, [`${CODE} | see: #12 | DROP TABLE a`]],
  ['no statement below', `-- gatekeeper: allow ${CODE}: kept`, [`${CODE} | kept | file`]],
  ['in a string', `SELECT '\n-- gatekeeper: allow ${CODE}: kept\n';`, []],
  ['another comment', '-- gatekeeper is told to allow this\nSELECT 1;', []],
];

test.each(CASES)('%s', async (_name, text, expected) => {
  const file = await parseText(text);
  const found = readAllowComments(file).map(({ code, reason, scope }) => {
    const where = scope === 'file' ? scope : text.slice(scope.start, scope.end);
    return `${code} | ${reason} | ${where}`;
  });
  expect(found).toEqual(expected);
});
