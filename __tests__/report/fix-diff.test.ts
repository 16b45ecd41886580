import { expect, test } from '@jest/globals';
import type { Edit } from '../../src/model/finding.js';
import { diffOf } from '../../src/report/fix-diff.js';

const file = 'drizzle/0001_orders.sql';
const source = 'CREATE TABLE orders (\n  id int\n);\nCREATE INDEX a ON orders (id);\n';

/** `at(1, 13)` is a place between two characters. */
function at(line: number, column: number, text: string, endLine = line, endColumn = column): Edit {
  return { file, line, column, endLine, endColumn, text };
}

test.each<[string, Edit[], object[]]>([
  [
    'an insertion in a line',
    [at(1, 13, ' IF NOT EXISTS')],
    [{ line: 1, removed: ['CREATE TABLE orders ('], added: ['CREATE TABLE IF NOT EXISTS orders ('] }],
  ],
  ['whole lines before a line', [at(4, 1, 'DROP INDEX a;\n')], [{ line: 4, removed: [], added: ['DROP INDEX a;'] }]],
  [
    'lines that go',
    [at(1, 1, '', 4, 1)],
    [{ line: 1, removed: ['CREATE TABLE orders (', '  id int', ');'], added: [] }],
  ],
  [
    'two edits in one line',
    [at(4, 13, ' IF NOT EXISTS'), at(4, 1, '-- again\n')],
    [
      {
        line: 4,
        removed: ['CREATE INDEX a ON orders (id);'],
        added: ['-- again', 'CREATE INDEX IF NOT EXISTS a ON orders (id);'],
      },
    ],
  ],
  [
    'two edits far apart',
    [at(4, 13, ' IF NOT EXISTS'), at(1, 13, ' IF NOT EXISTS')],
    [
      { line: 1, removed: ['CREATE TABLE orders ('], added: ['CREATE TABLE IF NOT EXISTS orders ('] },
      { line: 4, removed: ['CREATE INDEX a ON orders (id);'], added: ['CREATE INDEX IF NOT EXISTS a ON orders (id);'] },
    ],
  ],
])('%s', (_, edits, hunks) => {
  const fix = { title: 'mend', safety: 'safe', edits } as const;
  expect(diffOf(fix, new Map([[file, source]]))).toEqual(hunks.map((hunk) => ({ file, ...hunk })));
});

test('a file that is not there yet', () => {
  const fix = { title: 'write', safety: 'review', edits: [at(1, 1, 'a\nb\n')] } as const;
  expect(diffOf(fix, new Map())).toEqual([{ file, line: 1, removed: [], added: ['a', 'b'] }]);
});
