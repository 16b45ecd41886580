import { attributeOf, type KindRules } from '../kind-rules.js';

export const foreignKey: KindRules = {
  isExpressible: (key) => attributeOf(key, 'deferrable') === false && attributeOf(key, 'match') === 'simple',
  beyondDrizzle: {
    match: 'Drizzle knows no MATCH FULL',
    deferrable: 'Drizzle knows no deferrable constraints',
    initiallyDeferred: 'Drizzle knows no deferrable constraints',
    validated: 'Drizzle knows no NOT VALID; hand-written SQL adds a constraint so and validates it later',
  },
  lastResort: 'definition',
  canBeRenamed: true,
};
