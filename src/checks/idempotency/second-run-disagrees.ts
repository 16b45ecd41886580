import { defineCheck } from '../../model/check.js';
import type { SecondRunOutcome } from '../../model/replay.js';
import { disagreements } from './proof.js';

export default defineCheck({
  code: 'idempotency/second-run-disagrees',
  severity: 'notice',
  title: 'Parse tree and second run disagree',
  why: 'The server is right and the verdict is its own; that the tree foresaw something else is a defect of the gate, and counted.',

  *find(facts) {
    for (const { file, statement, foreseen, outcome } of disagreements(facts)) {
      yield {
        message: `a second run of the statement ${OUTCOMES[outcome.kind]}, and its parse tree says otherwise`,
        at: { source: file.source, span: statement.span },
        evidence: [{ kind: 'text', text: foreseen }],
        hint: 'Nothing is wrong with the migration for that; report the statement as a defect of drizzle-gatekeeper.',
      };
    }
  },
});

const OUTCOMES: Readonly<Record<SecondRunOutcome['kind'], string>> = {
  clean: 'is clean',
  failed: 'fails',
  'changed-catalog': 'changes the schema again',
  'changed-rows': 'changes rows again',
};
