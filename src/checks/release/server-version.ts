import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { targetOf } from './target.js';

export default defineCheck({
  code: 'release/server-version',
  severity: 'error',
  title: 'The plan was not proven on the target’s major version',
  why: 'Another major version of PostgreSQL prints the same schema otherwise, takes other locks and rewrites other tables.',

  *find(facts) {
    const target = targetOf(facts);
    const ephemeral = valueOf(facts.server);
    if (target === null || ephemeral === null) return;
    const { version } = target.deployed.server;
    const [theirs, ours] = [version, ephemeral.version].map((text) => text.split('.')[0]);
    if (theirs === ours) return;
    yield {
      message: `the database is PostgreSQL ${version}, the ephemeral server ${ephemeral.version}`,
      at: target.at,
      hint: `Plan on the same major version: --postgres-version ${theirs}.`,
    };
  },
});
