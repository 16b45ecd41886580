import type { KindRules } from '../kind-rules.js';

const BY_HAND = 'pgRole knows createDb, createRole and inherit';

export const role: KindRules = {
  extraIsFine: 'roles belong to the cluster; drizzle-kit itself looks at them only with `entities.roles`',
  beyondDrizzle: {
    login: BY_HAND,
    superuser: BY_HAND,
    replication: BY_HAND,
    bypassRowSecurity: BY_HAND,
    connectionLimit: BY_HAND,
    validUntil: BY_HAND,
    settings: BY_HAND,
    memberOf: BY_HAND,
  },
};
