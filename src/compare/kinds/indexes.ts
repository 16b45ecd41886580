import { attributeOf, PLACE, type KindRules } from '../kind-rules.js';

/** Indexes on materialized views are left out with `isBeyondDrizzle`, which knows the parent. */
export const index: KindRules = {
  isExpressible: (index) =>
    attributeOf(index, 'include') === null &&
    attributeOf(index, 'nullsNotDistinct') === false &&
    attributeOf(index, 'partitionOf') === null,
  beyondDrizzle: {
    include: 'Drizzle knows no INCLUDE',
    nullsNotDistinct: 'Drizzle knows NULLS NOT DISTINCT of constraints only',
    tablespace: PLACE,
    clustered: 'CLUSTER is run by hand',
    partitionOf: 'Drizzle knows no partitions',
  },
  lastResort: 'definition',
  canBeRenamed: true,
};
