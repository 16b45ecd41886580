import { defineCheck } from '../../model/check.js';
import { topOf } from './places.js';
import { shellWord } from './shell.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'history/missing-migration-file',
  severity: 'error',
  title: 'A migration folder has no migration.sql',
  why: 'Drizzle 1.0 passes over the folder in silence, while drizzle-kit counts its snapshot: what it records is never built.',

  *find(facts) {
    const { history } = facts;
    for (const folder of history.foldersWithoutFile) {
      const name = folder.slice(history.folder.length + 1);
      const snapshot = history.snapshots.find(({ belongsTo }) => belongsTo === name);
      yield {
        message: `folder "${folder}" has no "migration.sql"`,
        at: topOf(snapshot?.path ?? folder),
        severity: weigh(facts, name, 'error'),
        hint: `Restore the file: git checkout <commit> -- ${shellWord(`${folder}/migration.sql`)}, or delete the folder: git rm -r -- ${shellWord(folder)}`,
      };
    }
  },
});
