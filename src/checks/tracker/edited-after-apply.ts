import { defineCheck } from '../../model/check.js';
import { firstLineOf } from '../history/places.js';
import { deployedIn } from './rows.js';

export default defineCheck({
  code: 'tracker/edited-after-apply',
  severity: 'warning',
  title: 'A migration was edited after it was applied',
  why: 'Drizzle never compares the hash that it stores: the deployed database keeps what the file said then, and new databases get what it says now.',

  *find(facts) {
    for (const { migration, rows, state } of deployedIn(facts)?.match.entries ?? []) {
      if (state !== 'edited') continue;
      yield {
        message: `"${migration.tag}" is not what the deployed database ran under its time`,
        at: firstLineOf(migration.source),
        evidence: [
          { kind: 'difference', attribute: 'sha256', expected: rows[0]?.hash ?? null, actual: migration.hash },
        ],
        hint: `Bring the applied text back, and write the change into a new migration: git log --follow -p -- ${migration.source.path}`,
      };
    }
  },
});
