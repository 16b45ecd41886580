import { isExpired } from '../../model/allow.js';
import { defineCheck } from '../../model/check.js';

export default defineCheck({
  code: 'allow/expired',
  severity: 'error',
  title: 'An allow is past its date',
  why: 'The exception was granted for a time that is over, so it has no effect any more.',

  *find({ allows, now }) {
    for (const allow of allows.filter((each) => isExpired(each, now))) {
      yield {
        message: `the allow for "${allow.code}" ended on ${allow.until}`,
        at: allow.at,
        hint: 'Mend what it covered, or set a new date in `until`.',
      };
    }
  },
});
