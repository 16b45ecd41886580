import { attributeOf, OWNER, PLACE, type KindRules } from '../kind-rules.js';

export const table: KindRules = {
  isExpressible: (table) => attributeOf(table, 'partitionOf') === null,
  beyondDrizzle: {
    forceRowSecurity: 'Drizzle can enable row security, not force it upon the owner',
    persistence: 'Drizzle knows no unlogged tables',
    partitionKey: 'Drizzle knows no partitioned tables',
    partitionOf: 'Drizzle knows no partitions',
    partitionBound: 'Drizzle knows no partitions',
    inherits: 'Drizzle knows no inheritance',
    ofType: 'Drizzle knows no typed tables',
    options: 'Drizzle knows no storage options of tables',
    toastOptions: 'Drizzle knows no storage options of tables',
    accessMethod: 'Drizzle knows no access methods of tables',
    tablespace: PLACE,
    replicaIdentity: 'Drizzle knows no replica identity',
    owner: OWNER,
  },
};
