import { defineCheck } from '../../model/check.js';
import { topOf } from './places.js';

export default defineCheck({
  code: 'history/journal-unreadable',
  severity: 'error',
  title: 'The journal cannot be read',
  why: "Drizzle's migrator parses the journal before anything else: it stops with an error, and no migration can be deployed.",

  *find({ history: { journal } }) {
    if (!journal?.defect) return;
    const { source, defect } = journal;
    yield {
      message: `journal "${source.path}" cannot be read: ${defect.message}`,
      at: defect.span ? { source, span: defect.span } : topOf(source.path),
      hint: hintFor(source.path, defect.message),
    };
  },
});

function hintFor(path: string, message: string): string {
  if (message.includes('conflict')) {
    return 'Take the journal and the snapshots of the base branch, delete your own SQL files, and run "npx drizzle-kit generate" again.';
  }
  if (message.includes('byte order mark')) return `Save ${path} as UTF-8 without a byte order mark.`;
  return `Restore the last good version: git log --oneline -- ${path}, then git checkout <commit> -- ${path}`;
}
