import { defineCheck } from '../../model/check.js';
import type { Effect } from '../../sql/effects/effect.js';
import { sayTarget, touchesOf } from './touches.js';

export default defineCheck({
  code: 'safety/renames-in-use',
  severity: 'warning',
  title: 'A new migration renames what running code asks for',
  why: 'From the deploy on until the last process of the version before has ended, each of its queries fails at the old name (42P01, 42703).',

  *find(facts) {
    for (const { tag, file, statement, effect } of touchesOf(facts, isRename)) {
      yield {
        message: `migration "${tag}" renames ${sayTarget(effect)}, the name that running code asks for`,
        at: { source: file.source, span: statement.span },
        evidence: [{ kind: 'sql', text: statement.text }],
        hint: 'Add the new name beside the old one and drop that in a later release; if nothing runs during the deploy, say so above the statement: -- gatekeeper: allow safety/renames-in-use: <reason>',
      };
    }
  },
});

const NAMED: ReadonlySet<Effect['kind']> = new Set(['table', 'column', 'view', 'materialized view', 'schema']);

function isRename({ action, kind }: Effect): boolean {
  return action === 'rename' && NAMED.has(kind);
}
