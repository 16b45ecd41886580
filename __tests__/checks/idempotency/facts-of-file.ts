/** Facts of which nothing but one parsed file is looked at. */
import type { Facts } from '../../../src/model/facts.js';
import type { ParsedFile } from '../../../src/model/sql.js';

export function factsOfFile(file: ParsedFile): Facts {
  return { parsed: new Map([['0000_orders', file]]), judgedTags: null } as unknown as Facts;
}
