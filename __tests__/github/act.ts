/** The Action from the compiled sources; its assets are those of the repository. */
import { setAssetRoot } from '../../src/assets.js';
import { runAction } from '../../src/commands/run-action.js';

setAssetRoot(new URL('../../..', import.meta.url).pathname);
await runAction(process.env);
