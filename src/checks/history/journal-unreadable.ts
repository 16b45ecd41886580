import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { topOf } from './places.js';
import { shellWord } from './shell.js';

export default defineCheck({
  code: 'history/journal-unreadable',
  severity: 'error',
  title: 'The journal cannot be read',
  why: "Drizzle's migrator parses the journal before anything else: it stops with an error, and no migration can be deployed.",

  *find({ base, history: { journal } }) {
    if (!journal?.defect) return;
    const { source, defect } = journal;
    yield {
      message: `journal "${source.path}" cannot be read: ${defect.message}`,
      at: defect.span ? { source, span: defect.span } : topOf(source.path),
      hint: hintFor(source.path, defect.message, valueOf(base)?.ref ?? 'main'),
    };
  },
});

function hintFor(path: string, message: string, ref: string): string {
  if (message.includes('conflict')) {
    return `While the merge or rebase is open, let fix write it: npx drizzle-gatekeeper fix --base ${shellWord(ref)} — or take the journal and the snapshots of ${ref}, delete your own SQL files, and run: npx drizzle-kit generate`;
  }
  if (message.includes('byte order mark')) return `Save ${path} as UTF-8 without a byte order mark.`;
  return `Restore the last good version: git log --oneline -- ${shellWord(path)}, then git checkout <commit> -- ${shellWord(path)}`;
}
