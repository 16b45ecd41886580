import { expect, test } from '@jest/globals';
import { actionInputNames, readActionInputs } from '../../src/inputs/action-inputs.js';

/** As GitHub does it: every declared input is a variable, empty where it is not given. */
function environmentOf(inputs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const declared = Object.fromEntries(['mode', ...actionInputNames()].map((name) => [variable(name), '']));
  return { ...declared, ...Object.fromEntries(Object.entries(inputs).map(([name, text]) => [variable(name), text])) };
}

function variable(name: string): string {
  return `INPUT_${name.toUpperCase()}`;
}

test.each([
  [{}, { config: [], failOn: 'error', timeout: 60, base: null, color: null }],
  [{ config: 'a.ts\n\n  b.ts  \n' }, { config: ['a.ts', 'b.ts'] }],
  [
    { 'fail-on': ' warning ', timeout: '30', base: 'main' },
    { failOn: 'warning', timeout: 30, base: 'main' },
  ],
  [{ 'postgres-version': '16' }, { postgresVersion: 16 }],
])('%j', (inputs, options) => {
  const read = readActionInputs(environmentOf(inputs));
  expect(read.mode).toBe('check');
  expect(read.options).toMatchObject(options);
});

test.each([
  [{ 'fail-on': 'errors' }, '"errors" is no value of input "fail-on"', 'Use one of error, warning, never.'],
  [{ mode: 'chekc' }, '"chekc" is no value of input "mode"', 'Use one of check, plan, apply, list, status, comment.'],
  [{ failon: 'error' }, 'unknown input "failon"', 'Use "fail-on".'],
  [{ postgres_version: '16' }, 'unknown input "postgres_version"', 'Use "postgres-version".'],
  [{ color: 'true' }, 'unknown input "color"', 'Use one of mode,'],
])('%j cannot be judged', (inputs, message, hint) => {
  const environment = environmentOf(inputs);
  expect(() => readActionInputs(environment)).toThrow(
    expect.objectContaining({ message, hint: expect.stringContaining(hint) }),
  );
});
