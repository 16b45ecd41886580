/** Primary keys, uniques, foreign keys, checks and exclusions: all have the text that Postgres prints. */
import { quoteIdentifier } from '../../model/quote.js';
import { replaceBy, tableOf, textOf, type Renderer } from './renderer.js';

const parts: Pick<Renderer, 'create' | 'drop'> = {
  create: (constraint) => [
    `ALTER TABLE ${tableOf(constraint)} ADD CONSTRAINT ${quoteIdentifier(constraint.name)} ${textOf(constraint, 'definition')}`,
  ],
  drop: (constraint) => [`ALTER TABLE ${tableOf(constraint)} DROP CONSTRAINT ${quoteIdentifier(constraint.name)}`],
};

const replace = replaceBy(parts);

export const constraint: Renderer = {
  ...parts,
  alter: (change) => {
    const { expected, actual, differing } = change;
    if (differing.size > 1 || !differing.has('name')) return replace(change);
    return [
      `ALTER TABLE ${tableOf(expected)} RENAME CONSTRAINT ${quoteIdentifier(actual.name)} TO ${quoteIdentifier(expected.name)}`,
    ];
  },
};
