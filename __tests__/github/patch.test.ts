import { expect, test } from '@jest/globals';
import { hasLines, readPatch } from '../../src/github/patch.js';

const NEW_FILE = '@@ -0,0 +1,3 @@\n+CREATE TABLE "orders" (\n+  "id" serial\n+);\n\\ No newline at end of file';
const TWO_HUNKS = [
  '@@ -10,3 +10,4 @@ CREATE TABLE "orders" (',
  ' one',
  '-two',
  '+zwei',
  '+@@ -1 +1 @@',
  ' three',
  '@@ -40 +41 @@',
  '-old',
  '+new',
].join('\n');

test.each([
  ['of a new file holds it whole', NEW_FILE, [{ start: 1, lines: ['CREATE TABLE "orders" (', '  "id" serial', ');'] }]],
  [
    'with two hunks leaves out what is gone',
    TWO_HUNKS,
    [
      { start: 10, lines: ['one', 'zwei', '@@ -1 +1 @@', 'three'] },
      { start: 41, lines: ['new'] },
    ],
  ],
  ['that GitHub left out is empty', '', []],
])('a patch %s', (_, patch, hunks) => {
  expect(readPatch(patch)).toEqual(hunks);
});

test.each([
  ['the only line of a hunk', 41, ['new'], true],
  ['context and change', 10, ['one', 'zwei'], true],
  ['a line that has another text', 41, ['old'], false],
  ['a line before the hunk', 9, ['one'], false],
  ['lines that run out of the hunk', 13, ['three', 'four'], false],
  ['a line between hunks', 20, [''], false],
])('%s', (_, start, lines, expected) => {
  expect(hasLines(readPatch(TWO_HUNKS), start, lines)).toBe(expected);
});
