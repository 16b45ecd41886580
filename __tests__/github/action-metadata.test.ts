import { expect, test } from '@jest/globals';
import { OUTPUTS } from '../../src/github/outputs.js';
import { actionInputNames } from '../../src/inputs/action-inputs.js';
import { readActionMetadata } from '../end-to-end/action-metadata.js';

const metadata = await readActionMetadata();

test("GitHub's parser accepts action.yml", () => {
  expect(metadata.errors).toEqual([]);
  expect(metadata.using).toBe('node24');
  expect(metadata.main).toBe('dist/action/index.js');
});

test('it declares the inputs and outputs that the code knows', () => {
  expect(Object.keys(metadata.inputs)).toEqual(['mode', ...actionInputNames()]);
  expect(metadata.outputs).toEqual(Object.keys(OUTPUTS));
});
