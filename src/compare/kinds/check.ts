import { attributeOf, type KindRules } from '../kind-rules.js';

export const check: KindRules = {
  isExpressible: (check) => attributeOf(check, 'noInherit') === false,
  beyondDrizzle: {
    noInherit: 'Drizzle knows no NO INHERIT',
    validated: 'Drizzle knows no NOT VALID; hand-written SQL adds a constraint so and validates it later',
  },
  lastResort: 'definition',
  canBeRenamed: true,
};
