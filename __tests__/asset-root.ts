/** Run by jest before each test file: the tests use the compiled sources, not the bundle. */
import { resolve } from 'node:path';
import { setAssetRoot } from '../src/assets.js';

setAssetRoot(resolve('build/src'));
