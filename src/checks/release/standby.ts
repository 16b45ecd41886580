import { defineCheck } from '../../model/check.js';
import { targetOf } from './target.js';

export default defineCheck({
  code: 'release/standby',
  severity: 'error',
  title: 'The database is a standby',
  why: 'A standby takes no writes: migrations run on its primary and reach it by replication.',

  *find(facts) {
    const target = targetOf(facts);
    if (target?.deployed.server.isStandby !== true) return;
    yield {
      message: `database "${target.deployed.server.database}" is a standby`,
      at: target.at,
      hint: 'Name the primary in the environment variable of the database.',
    };
  },
});
