import type { CatalogObject } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';
import { qualified, replaceBy, textOf, type Renderer } from './renderer.js';

const parts: Pick<Renderer, 'create' | 'drop'> = {
  create: (index: CatalogObject) => [textOf(index, 'definition') ?? ''],
  drop: (index) => [`DROP INDEX ${qualified(index)}`],
};

const replace = replaceBy(parts);

export const index: Renderer = {
  ...parts,
  alter: (change) => {
    const { expected, actual, differing } = change;
    if (differing.size > 1 || !differing.has('name')) return replace(change);
    return [`ALTER INDEX ${qualified(actual)} RENAME TO ${quoteIdentifier(expected.name)}`];
  },
};
