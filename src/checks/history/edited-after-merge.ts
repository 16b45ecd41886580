import { defineCheck } from '../../model/check.js';
import { scan } from '../../sql/tokens.js';
import { changedEntries, comparableBase } from './merged.js';
import { firstLineOf } from './places.js';
import { shellWord } from './shell.js';

export default defineCheck({
  code: 'history/edited-after-merge',
  severity: 'error',
  title: 'A merged migration was edited',
  why: 'Drizzle stores the hash of a migration and never compares it: where it is applied the edit never runs, and new databases get another schema than the existing ones.',

  *find(facts) {
    const ref = comparableBase(facts)?.ref ?? '';
    for (const { head, merged } of changedEntries(
      facts,
      ({ migration }) => migration && normalise(migration.source.text),
    )) {
      if (head.migration === null || merged.migration === null) continue;
      const { source, tag } = head.migration;
      const wording = wordsOf(source.text) === wordsOf(merged.migration.source.text);
      yield {
        message: `${wording ? 'comments or white space' : 'statements'} of "${tag}" differ from those on ${ref}`,
        at: firstLineOf(source),
        ...(wording ? { severity: 'warning' as const } : {}),
        evidence: [
          { kind: 'difference', attribute: 'sha256', expected: merged.migration.hash, actual: head.migration.hash },
        ],
        hint: `Take it back, and write the change into a new migration: git checkout ${shellWord(ref)} -- ${shellWord(source.path)}`,
      };
    }
  },
});

/** Git may change line endings on checkout; that is `line-endings`, not an edit. */
function normalise(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Everything that the server acts on. */
function wordsOf(text: string): string {
  const tokens = scan(text).filter(({ kind }) => kind !== 'comment');
  return tokens.map(({ start, end }) => text.slice(start, end)).join(' ');
}
