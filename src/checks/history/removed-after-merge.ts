import { defineCheck } from '../../model/check.js';
import { comparableBase, findEntry } from './merged.js';
import { topOf } from './places.js';
import { shellWord } from './shell.js';

export default defineCheck({
  code: 'history/removed-after-merge',
  severity: 'error',
  title: 'A merged migration was removed',
  why: 'Databases that applied it keep its changes and its row in the tracker, new ones never get them; the upgrade of the tracker to 1.0 stops at a row that no migration matches.',

  *find(facts) {
    const { history } = facts;
    const base = comparableBase(facts);
    if (base === null || (history.journal?.defect && history.entries.length === 0)) return;
    const removed = base.atMergeBase.entries.flatMap(({ tag }) =>
      tag !== null && findEntry(history, tag) === null && findEntry(base.atTip, tag) !== null ? [tag] : [],
    );
    const [first] = removed;
    if (first === undefined) return;
    const what = removed.length === 1 ? `"${first}" is` : `"${first}" and ${removed.length - 1} more migrations are`;
    yield {
      message: `${what} on ${base.ref} and no longer here`,
      at: topOf(history.journal?.source.path ?? history.folder),
      evidence: [{ kind: 'text', text: removed.join('\n') }],
      hint: `Bring the folder back and undo the change in a new migration: git checkout ${shellWord(base.ref)} -- ${shellWord(history.folder)}`,
    };
  },
});
