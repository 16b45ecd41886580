/** The Action from the compiled sources. Its assets are those of the repository, or of the folder in it that is named. */
import { setAssetRoot } from '../../src/assets.js';
import { runAction } from '../../src/commands/run-action.js';

setAssetRoot(new URL(`../../../${process.argv[2] ?? ''}`, import.meta.url).pathname);
await runAction(process.env);
