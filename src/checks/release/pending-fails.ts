import { defineCheck } from '../../model/check.js';
import { evidenceOf, placeOf, wordsOf } from '../replay/failure.js';
import { hintFor } from '../replay/hint.js';
import { targetOf } from './target.js';

export default defineCheck({
  code: 'release/pending-fails',
  severity: 'error',
  title: 'A pending migration fails on a likeness of the database',
  why: 'The ephemeral server was brought to the schema of the database, and a statement fails there without any row.',

  *find(facts) {
    const failure = targetOf(facts)?.proof?.failure ?? null;
    if (failure === null) return;
    yield {
      message: `the release would stop in migration "${failure.tag}": ${wordsOf(failure.error)}`,
      at: placeOf(failure, facts.history),
      evidence: evidenceOf(failure),
      // An enum value can be used once the transaction that added it has ended.
      hint: failure.error.sqlstate === '55P04' ? PER_MIGRATION : hintFor(failure),
    };
  },
});

const PER_MIGRATION = 'Give each migration a transaction of its own: --transaction per-migration.';
