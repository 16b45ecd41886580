import { defineCheck } from '../../model/check.js';

export default defineCheck({
  code: 'allow/from-fork',
  severity: 'notice',
  title: 'An allow of a fork is not honoured',
  why: 'The run has the rights of the repository, and whoever asks for an exception must not grant it, so the allow has no effect.',

  *find({ allows }) {
    for (const allow of allows.filter(({ isForeign }) => isForeign)) {
      yield {
        message: `the allow for "${allow.code}" comes from a fork, and the base branch does not have it`,
        at: allow.at,
        hint: 'Judge the change under "pull_request", where its allows count, or merge the allow first.',
      };
    }
  },
});
