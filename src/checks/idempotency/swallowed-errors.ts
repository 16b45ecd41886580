import { defineCheck } from '../../model/check.js';
import type { Handler, Step } from '../../model/sql.js';
import { judgedFiles } from './rule.js';

export default defineCheck({
  code: 'idempotency/swallowed-errors',
  severity: 'warning',
  title: 'WHEN OTHERS hides every error',
  why: 'Whatever goes wrong in the block, the migration counts as applied, and the database lacks what it should have built.',

  *find(facts) {
    for (const { source, statements } of judgedFiles(facts)) {
      for (const { span } of statements.filter(({ block }) => swallows(block?.steps ?? []))) {
        yield {
          message: 'WHEN OTHERS catches every error of the block and raises none',
          at: { source, span },
          hint: 'Catch only what a second run raises, as in WHEN duplicate_object.',
        };
      }
    }
  },
});

function swallows(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.kind === 'loop') return swallows(step.steps);
    if (step.kind === 'choice') return step.branches.some((branch) => swallows(branch.steps));
    return step.kind === 'attempt' && (step.handlers.some(hidesAll) || swallows(step.steps));
  });
}

function hidesAll({ conditions, steps }: Handler): boolean {
  return conditions.includes('others') && !raises(steps);
}

function raises(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.kind === 'choice') return step.branches.some((branch) => raises(branch.steps));
    return step.kind === 'raise';
  });
}
