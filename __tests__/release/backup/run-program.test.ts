/** What is kept of what a program prints: whole lines and whole characters, so that secrets in it are found. */
import { expect, test } from '@jest/globals';
import { runProgram } from '../../../src/release/backup/run-program.js';

const say = (script: string) => runProgram(process.execPath, ['-e', script], {});

test.each([
  ['a few lines are kept', `console.error('orders\\ninvoices')`, 'orders\ninvoices'],
  [
    'of many lines the last whole ones',
    `for (let n = 0; n < 500; n++) console.error('order ' + n)`,
    /^order \d+\n[^]*\norder 499$/,
  ],
  [
    'a line that is too long is left out, and what stands before it',
    `console.error('a\\n' + 'x'.repeat(3000) + '\\nb')`,
    'b',
  ],
  [
    'characters in two pieces are one',
    `const text = Buffer.from('größe-🔑'); process.stderr.write(text.subarray(0, 9)); setTimeout(() => process.stderr.write(text.subarray(9)), 200)`,
    'größe-🔑',
  ],
])('%s', async (_, script, expected) => {
  const { complaint } = await say(script);
  expect(complaint).toMatch(expected);
  expect(complaint.length).toBeLessThanOrEqual(2000);
});

test('a program that is not there says so', async () => {
  const ended = await runProgram('/nowhere/pg_dump', [], {});
  expect(ended).toMatchObject({ code: null, complaint: expect.stringContaining('ENOENT') });
});
