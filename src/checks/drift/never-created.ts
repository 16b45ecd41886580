import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { causesOf } from './causes.js';
import { evidenceOf } from './evidence.js';
import { isInherited, sayInherited } from './inherited.js';
import { originsOf } from './origins.js';

export default defineCheck({
  code: 'drift/never-created',
  severity: 'error',
  title: 'The schema declares what no migration creates',
  why: 'The application expects it, and no database that is built or migrated by this history has it.',

  *find(facts) {
    for (const difference of causesOf(facts).history) {
      if (difference.change !== 'missing') continue;
      yield {
        message: `${difference.object} is declared and not built by the migrations${sayInherited(difference, facts)}`,
        at: { catalog: 'declared', object: difference.object },
        ...(isInherited(difference, facts) ? { severity: 'warning' as const } : {}),
        evidence: [...originsOf(difference, facts), ...evidenceOf(difference, valueOf(facts.catalogs.declared))],
        hint: difference.isRecorded
          ? 'The snapshot has it, so drizzle-kit will not write it: run "npx drizzle-kit generate --custom" and put the statement there.'
          : 'Run "npx drizzle-kit generate --custom" and put the statement there.',
      };
    }
  },
});
