import { covers } from '../../model/allow.js';
import { defineCheck } from '../../model/check.js';

export default defineCheck({
  code: 'allow/unmatched',
  severity: 'warning',
  title: 'An allow matches nothing',
  why: 'It hides nothing today and would hide the next finding of that code unseen.',

  *find({ allows }, findings) {
    for (const allow of allows.filter((each) => !findings.some((finding) => covers(each, finding)))) {
      yield {
        message: `the allow for "${allow.code}" matches no finding`,
        at: allow.at,
        hint: 'Remove it, or correct its code and place.',
      };
    }
  },
});
