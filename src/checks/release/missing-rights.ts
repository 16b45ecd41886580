import { defineCheck } from '../../model/check.js';
import { lacksOf } from './lacks.js';
import { pendingIn, targetOf } from './target.js';

export default defineCheck({
  code: 'release/missing-rights',
  severity: 'error',
  title: 'The role lacks a right that the release needs',
  why: 'Without the right the release stops at the first statement that needs it, and all that waited for its locks has waited in vain.',

  *find(facts) {
    const target = targetOf(facts);
    if (target === null) return;
    for (const { what, hint } of lacksOf(target, facts.project.tracker, pendingIn(target, facts))) {
      yield { message: `role "${target.deployed.server.role}" may not ${what}`, at: target.at, hint };
    }
  },
});
