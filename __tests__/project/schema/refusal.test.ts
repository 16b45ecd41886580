import { expect, test } from '@jest/globals';
import { sayRefusal } from '../../../src/project/schema/refusal.js';

const literal = {
  code: 'invalid_literal',
  expected: '7',
  path: ['version'],
  message: 'Invalid literal value, expected "7"',
};
const missing = { code: 'invalid_type', path: ['tables', 'public.orders', 'policies'], message: 'Required' };

test.each([
  [JSON.stringify([literal], null, 2), 'version: Invalid literal value, expected "7"'],
  [JSON.stringify([missing, literal, literal]), 'tables.public.orders.policies: Required (and 2 more)'],
  [
    "Cannot read properties of undefined (reading 'tables')\n    at squash (bin.cjs:1:1)",
    "Cannot read properties of undefined (reading 'tables')",
  ],
  ['[]', '[]'],
  ['[{"message": "no path"}]', '[{"message": "no path"}]'],
])('%j is said in a line', (reason, text) => {
  expect(sayRefusal('snapshot "a"', reason)).toBe(`drizzle-kit does not accept snapshot "a": ${text}`);
});

test('and a long one is cut', () => {
  const said = sayRefusal('it', JSON.stringify([{ ...literal, message: 'x'.repeat(5000) }]));
  expect(said).toMatch(/^drizzle-kit does not accept it: .{159}…$/);
});
