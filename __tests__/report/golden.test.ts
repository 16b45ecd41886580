import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { GOLDEN_FOLDER, renderGoldens } from './goldens.js';

const goldens = renderGoldens();

test.each([...goldens.keys()])('%s is rendered as recorded', async (name) => {
  expect(goldens.get(name)).toBe(await readFile(join(GOLDEN_FOLDER, name), 'utf8'));
});

test('no golden file is left over', async () => {
  expect((await readdir(GOLDEN_FOLDER)).sort()).toEqual([...goldens.keys()].sort());
});
