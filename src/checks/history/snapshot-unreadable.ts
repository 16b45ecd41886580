import { defineCheck } from '../../model/check.js';
import { topOf } from './places.js';
import { shellWord } from './shell.js';
import { ownerOf } from './snapshot-chain.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'history/snapshot-unreadable',
  severity: 'error',
  title: 'A snapshot cannot be read',
  why: 'drizzle-kit reads every snapshot before it generates: it stops, in 0.x with exit code 0, and no new migration can be made.',

  *find(facts) {
    const { history } = facts;
    for (const snapshot of history.snapshots) {
      const { defect, path } = snapshot;
      if (defect === null) continue;
      const owner = ownerOf(history, snapshot);
      yield {
        message: `snapshot "${path}" cannot be read: ${defect.message}`,
        at: defect.span ? { source: snapshot, span: defect.span } : topOf(path),
        severity: weigh(facts, owner?.tag ?? null, 'error'),
        hint: owner
          ? `Restore the last good version: git log --oneline -- ${shellWord(path)}, then git checkout <commit> -- ${shellWord(path)}`
          : `Move it out of the folder, where drizzle-kit takes every file for a snapshot: git rm -- ${shellWord(path)}`,
      };
    }
  },
});
