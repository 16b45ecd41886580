/** Facts of which nothing but one parsed file is looked at. */
import type { Facts } from '../../../src/model/facts.js';
import { skipped } from '../../../src/model/gathered.js';
import type { ParsedFile } from '../../../src/model/sql.js';

export function factsOfFile(file: ParsedFile): Facts {
  const replays = { secondRuns: skipped('judged by the tree alone') };
  return { parsed: new Map([['0000_orders', file]]), judgedTags: null, replays } as unknown as Facts;
}
