/** The short form of `npm run nothing-left`: runs of the bundle that end in random ways leave nothing behind. */
import { expect, test } from '@jest/globals';
import { tryEndings } from '../../scripts/nothing-left/try-endings.js';
import { DIST, isBuilt } from './project.js';

(isBuilt && process.platform !== 'win32' ? test : test.skip)(
  'after runs that ended in random ways, nothing is left',
  async () => {
    const { left, skipped } = await tryEndings({ dist: DIST, runs: 14, seed: 20_261_122 });
    for (const reason of skipped) console.warn(`not tried: ${reason}`);
    expect(left).toEqual([]);
  },
  300_000,
);
