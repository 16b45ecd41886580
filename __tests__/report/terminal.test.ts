import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { CannotJudge } from '../../src/model/cannot-judge.js';
import { describeFailure } from '../../src/report/failure.js';
import { Progress } from '../../src/report/progress.js';
import { readTerminal } from '../../src/report/terminal.js';

test.each<[string, boolean | null, object, NodeJS.ProcessEnv, object]>([
  ['a terminal', null, { isTTY: true, columns: 80 }, {}, { color: true, width: 80 }],
  ['a pipe', null, {}, {}, { color: false, width: 100 }],
  ['a terminal with NO_COLOR', null, { isTTY: true, columns: 80 }, { NO_COLOR: '1' }, { color: false, width: 80 }],
  ['a pipe with FORCE_COLOR', null, {}, { FORCE_COLOR: '1' }, { color: true, width: 100 }],
  ['--no-color', false, { isTTY: true, columns: 80 }, { FORCE_COLOR: '1' }, { color: false, width: 80 }],
  ['--color', true, {}, { NO_COLOR: '1' }, { color: true, width: 100 }],
])('%s', (_, color, stream, environment, terminal) => {
  expect(readTerminal(color, stream, environment)).toEqual(terminal);
});

function show(isTTY: boolean, milliseconds: number): string {
  let written = '';
  const progress = new Progress({ isTTY, write: (text) => (written += text) });
  progress.step('replaying 186 migrations');
  jest.advanceTimersByTime(milliseconds);
  progress[Symbol.dispose]();
  jest.advanceTimersByTime(10_000);
  return written;
}

describe('progress', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('is silent for a second, and where nobody looks', () => {
    expect(show(true, 990)).toBe('');
    expect(show(false, 60_000)).toBe('');
  });

  test('names the step and the time, and clears its line at the end', () => {
    const written = show(true, 3000);
    expect(written).toContain('replaying 186 migrations … 2 s');
    expect(written.endsWith('\r\u001b[2K')).toBe(true);
    expect(written).not.toContain('\n');
  });
});

test('a failure is told without its secrets, and a defect as a defect', () => {
  const url = 'postgres://gate:n3ver-say@db/shop';
  const known = new CannotJudge(`no server answers at ${url}`, { hint: `Start it: ${url}`, cause: new Error(url) });
  expect(describeFailure(known, [url])).toEqual({ message: 'no server answers at ***', hint: 'Start it: ***' });
  const { message } = describeFailure(new TypeError('n3ver-say is not a function'), [url]);
  expect(message).toMatch(/^defect in drizzle-gatekeeper: TypeError: \*\*\* is not a function/);
});
