import { defineCheck } from '../../model/check.js';
import { serverError, wordsOf } from '../replay/failure.js';
import { surprises } from './proof.js';

export default defineCheck({
  code: 'idempotency/second-run-failed',
  severity: 'warning',
  title: 'A statement fails when it is run a second time',
  why: 'It was executed again in the state right after its migration, and the server refused it.',

  *find(facts) {
    for (const { file, run, outcome } of surprises(facts, 'failed')) {
      yield {
        message: `the statement fails when it is run again: ${wordsOf(outcome.error)}`,
        at: { source: file.source, span: run.span },
        evidence: [serverError(outcome.error)],
        hint: 'Guard it: IF [NOT] EXISTS where the statement has it, else a DO block that looks first.',
      };
    }
  },
});
