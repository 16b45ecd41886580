import { expect, test } from '@jest/globals';
import { isServerLoss } from '../../../src/postgres/servers/server-loss.js';

test.each([
  ['a socket that closed', { code: 'CONNECTION_CLOSED' }, true],
  ['a crash of another session', { code: '57P02', severity: 'FATAL' }, true],
  ['a full disk', { code: '53100', severity: 'ERROR' }, true],
  ['an input/output error', { code: '58030', severity: 'ERROR' }, true],
  ['a pooler that lost its server', { code: '08006', severity: 'FATAL' }, true],
  ['dblink to a server that is not there', { code: '08001', severity: 'ERROR' }, false],
  ['a library that is not there', { code: '58P01', severity: 'ERROR' }, false],
  ['a table that is not there', { code: '42P01', severity: 'ERROR' }, false],
  ['a defect of the program', new TypeError('orders is not iterable'), false],
  ['nothing', null, false],
])('%s', (_, error, expected) => {
  expect(isServerLoss(error)).toBe(expected);
});
