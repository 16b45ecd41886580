import { defineCheck } from '../../model/check.js';
import { changedEntries, comparableBase } from './merged.js';
import { placeOfEntry } from './places.js';
import { restamp } from './restamp.js';
import { showWhen } from './when.js';

export default defineCheck({
  code: 'history/restamped',
  severity: 'error',
  title: 'The when of a merged entry was changed',
  why: 'Drizzle 0.x knows an applied migration by its "when" alone: with a larger one the deploy runs it a second time, with a smaller one a database that is behind may skip it.',

  *find(facts) {
    const { history } = facts;
    if (history.layout === 'folders') return;
    const ref = comparableBase(facts)?.ref ?? '';
    for (const { head, merged } of changedEntries(facts, ({ rawWhen }) => JSON.stringify(rawWhen))) {
      const before = merged.migration?.when ?? null;
      yield {
        message: `"when" of "${head.tag}" differs from that on ${ref}`,
        at: placeOfEntry(history, head, 'when'),
        evidence: [
          { kind: 'difference', attribute: 'when', expected: show(merged.rawWhen), actual: show(head.rawWhen) },
        ],
        hint: `Set "when" back to ${show(merged.rawWhen) ?? 'what it was'}; what should run again is a new migration.`,
        ...(before === null ? {} : restamp(facts, head, before)),
      };
    }
  },
});

function show(when: unknown): string | null {
  if (when === undefined) return null;
  return typeof when === 'number' ? showWhen(when) : JSON.stringify(when);
}
