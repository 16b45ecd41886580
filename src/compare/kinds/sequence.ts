import { attributeOf, OWNER, type KindRules } from '../kind-rules.js';

/** The last value is data and not read. */
export const sequence: KindRules = {
  // What serial makes is a part of its column, under a name that outlives the renaming of table and column.
  isExpressible: (sequence) => attributeOf(sequence, 'ownedBy') === null,
  beyondDrizzle: {
    type: 'Drizzle makes bigint sequences only',
    ownedBy: 'Drizzle knows no OWNED BY',
    persistence: 'Drizzle knows no unlogged sequences',
    owner: OWNER,
  },
};
