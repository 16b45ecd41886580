import { defineCheck } from '../../model/check.js';
import { topOf } from './places.js';
import { ownerOf } from './snapshot-chain.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'history/duplicate-snapshot-id',
  severity: 'error',
  title: 'Two snapshots have one id',
  why: 'One is a copy of the other, so the later migration is recorded nowhere, and the next generated migration repeats it or cannot be generated.',

  *find(facts) {
    const { history } = facts;
    for (const snapshot of history.snapshots) {
      const first = history.snapshots.find(({ id, defect }) => defect === null && id === snapshot.id);
      if (first === undefined || first === snapshot || snapshot.defect !== null) continue;
      yield {
        message: `snapshots "${first.path}" and "${snapshot.path}" have the same id`,
        at: topOf(snapshot.path),
        severity: weigh(facts, ownerOf(history, snapshot)?.tag ?? null, 'warning'),
        evidence: [{ kind: 'text', text: `id: ${snapshot.id}` }],
        hint: 'Delete the copy with its entry and SQL file, and run "npx drizzle-kit generate" again.',
      };
    }
  },
});
