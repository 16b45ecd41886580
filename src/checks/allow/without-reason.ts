import { defineCheck } from '../../model/check.js';

export default defineCheck({
  code: 'allow/without-reason',
  severity: 'error',
  title: 'An allow gives no reason',
  why: 'Without a reason nobody can tell later whether the exception still holds, so the allow has no effect.',

  *find({ allows }) {
    for (const allow of allows.filter(({ reason }) => reason === null)) {
      yield {
        message: `the allow for "${allow.code}" gives no reason`,
        at: allow.at,
        hint: `Say why: -- gatekeeper: allow ${allow.code}: <reason>`,
      };
    }
  },
});
