import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { causesOf } from './causes.js';
import { evidenceOfBuilt } from './evidence.js';
import { isInherited, sayInherited } from './inherited.js';
import { originsOf } from './origins.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'drift/undeclared',
  severity: 'warning',
  title: 'The migrations build what the schema does not declare',
  why: 'drizzle-kit does not know of it: it can neither change nor drop it, and a migration that creates the same name fails.',

  *find(facts) {
    for (const difference of causesOf(facts).history) {
      if (difference.change !== 'extra') continue;
      yield {
        message: `${difference.object} is built by the migrations and not declared in the schema${sayInherited(difference, facts)}`,
        at: { catalog: 'replayed', object: difference.object },
        severity: isInherited(difference, facts) ? 'warning' : weigh(difference),
        evidence: [...originsOf(difference, facts), ...evidenceOfBuilt(difference, valueOf(facts.catalogs.replayed))],
        hint: 'Declare it in the schema ("drizzle-gatekeeper check --reconcile schema" prints the lines) and run "npx drizzle-kit generate", keeping the snapshot and emptying the SQL; or drop it in a migration made by "npx drizzle-kit generate --custom".',
      };
    }
  },
});
