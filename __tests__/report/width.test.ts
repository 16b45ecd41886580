import { expect, test } from '@jest/globals';
import { columnsOf, keepEnd, keepStart } from '../../src/report/pretty/width.js';

test.each([
  ['orders', 6],
  ['größe', 5],
  ['e\u0301', 1],
  ['訂單', 4],
  ['🧾', 2],
  ['👩‍💻', 2],
  ['❤️', 2],
  ['', 0],
])('%s takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

test.each([
  ['orders', 6, 'orders', 'orders'],
  ['invoices', 6, 'invoi…', '…oices'],
  ['訂單訂單', 5, '訂單…', '…訂單'],
  ['訂單訂單', 4, '訂…', '…單'],
  ['a👩‍💻b👩‍💻c', 4, 'a👩‍💻…', '…👩‍💻c'],
  ['x'.repeat(100_000), 4, 'xxx…', '…xxx'],
  ['e\u0301'.repeat(50_000), 3, 'e\u0301e\u0301…', '…e\u0301e\u0301'],
])('%.20s in %i columns', (text, columns, start, end) => {
  expect(keepStart(text, columns)).toBe(start);
  expect(keepEnd(text, columns)).toBe(end);
});
