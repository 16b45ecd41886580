import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { causesOf } from './causes.js';
import { attributesOf, evidenceOf } from './evidence.js';
import { isInherited, sayInherited } from './inherited.js';
import { originsOf } from './origins.js';

export default defineCheck({
  code: 'drift/differs',
  severity: 'error',
  title: 'The schema declares another form than the migrations build',
  why: 'The application is typed and written for a database that this history does not build.',

  *find(facts) {
    for (const difference of causesOf(facts).history) {
      if (difference.change !== 'changed') continue;
      yield {
        message: `${difference.object} is declared otherwise than the migrations build it: ${attributesOf(difference)}${sayInherited(difference, facts)}`,
        at: { catalog: 'replayed', object: difference.object },
        ...(isInherited(difference, facts) ? { severity: 'warning' as const } : {}),
        evidence: [...originsOf(difference, facts), ...evidenceOf(difference, valueOf(facts.catalogs.declared))],
        hint: 'Run "npx drizzle-kit generate --custom" and put the change there; or, if the database is right, declare its form in the schema.',
      };
    }
  },
});
