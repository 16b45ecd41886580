import { defineCheck } from '../../model/check.js';
import { topOf } from './places.js';
import { shellWord } from './shell.js';
import { ownerOf } from './snapshot-chain.js';
import { weighFile } from './weigh.js';

export default defineCheck({
  code: 'history/orphan-snapshot',
  severity: 'error',
  title: 'A snapshot belongs to no migration',
  why: 'drizzle-kit takes the last file in the folder as the state of the schema, whether or not an entry goes with it: the next generated migration lacks what no migration ever built.',

  *find(facts) {
    const { history } = facts;
    // In the folder layout a snapshot without SQL is `missing-migration-file`; without a journal every snapshot is an orphan.
    if (history.layout === 'folders' || (history.journal?.defect && history.entries.length === 0)) return;
    const last = history.snapshots.at(-1);
    for (const snapshot of history.snapshots) {
      if (snapshot.defect !== null || ownerOf(history, snapshot) !== null) continue;
      const consequence = snapshot === last ? ', and drizzle-kit takes it as the latest' : '';
      yield {
        message: `snapshot "${snapshot.path}" belongs to no entry${consequence}`,
        at: topOf(snapshot.path),
        severity: weighFile(facts, snapshot.path),
        hint: `Add the entry and SQL file that it was generated with, or delete it: git rm -- ${shellWord(snapshot.path)}`,
      };
    }
  },
});
