/** Run by jest before each test file: the tests use the compiled sources, not the bundle. */
import { resolve } from 'node:path';
import { configureGlobal } from 'fast-check';
import { setAssetRoot } from '../src/assets.js';

setAssetRoot(resolve('build/src'));

// On a laptop every run explores other cases. CI repeats the same ones: it must not fail for what nobody has changed.
if (process.env['CI']) configureGlobal({ seed: 20_261_121 });
