/** `list` on the command line. */
import type { Options } from '../inputs/table.js';
import { list, renderList } from './list.js';
import { print } from './print.js';

/** Throws CannotJudge, which is 2. */
export async function runList(options: Options): Promise<0> {
  await print(renderList(await list(options), options.format), options);
  return 0;
}
