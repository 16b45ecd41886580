import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setAssetRoot } from './bundle.js';
setAssetRoot(dirname(dirname(fileURLToPath(import.meta.url))));
export { CannotJudge, apply, baseline, plan, repair, status } from './bundle.js';
