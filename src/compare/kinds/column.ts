import { attributeOf, type KindRules } from '../kind-rules.js';

/** The order of columns is not read: it cannot be changed afterwards, and Drizzle names the columns in every statement. */
export const column: KindRules = {
  ignored: {
    serialSequence: 'follows from the default and from the owner of the sequence',
  },
  beyondDrizzle: {
    generatedKind: 'Drizzle knows stored columns only',
    identitySequence: 'keeps its name when the table is renamed; nobody calls it by name',
    storage: 'set by hand-written SQL only',
    compression: 'set by hand-written SQL only',
    statistics: 'set by hand-written SQL only',
    options: 'set by hand-written SQL only',
    foreignOptions: 'foreign tables are not in Drizzle',
    inherited: 'inheritance is not in Drizzle',
  },
  consequences: {
    generated: ['generatedKind'],
    identity: [
      'identityIncrement',
      'identityMin',
      'identityMax',
      'identityStart',
      'identityCache',
      'identityCycle',
      'identitySequence',
    ],
  },
  isSame: (attribute, expected, actual) => {
    switch (attribute) {
      // Drizzle says `serial`; the sequence keeps its name when table or column are renamed.
      case 'default':
        return [expected, actual].every((side) => attributeOf(side, 'serialSequence') !== null);
      // Only a custom type can state a collation.
      case 'collation':
        return attributeOf(expected, 'collation') === null;
      default:
        return false;
    }
  },
};
