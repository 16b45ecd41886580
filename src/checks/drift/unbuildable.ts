import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { serverError, wordsOf } from '../replay/failure.js';

export default defineCheck({
  code: 'drift/unbuildable',
  severity: 'error',
  title: 'The server refuses what drizzle-kit derives from the schema',
  why: 'The declared schema cannot be built, so nothing can be said of whether the migrations build it; a migration generated from it fails as well.',

  *find({ catalogs: { buildFailures, replayed } }) {
    // What stops the replay too has its own finding there.
    if (valueOf(replayed) === null) return;
    const told = new Set<string>();
    for (const { catalog, statement, error } of buildFailures) {
      if (told.has(statement)) continue;
      told.add(statement);
      yield {
        message: `the ${catalog} schema cannot be built: ${wordsOf(error)}`,
        at: { catalog, object: catalog === 'declared' ? 'schema definitions' : 'latest snapshot' },
        evidence: [{ kind: 'sql', text: statement }, serverError(error)],
        hint: 'Create what the statement needs in a migration, or provide it with --bootstrap <file.sql>; if drizzle-kit writes wrong SQL, state it with the `sql` template.',
      };
    }
  },
});
