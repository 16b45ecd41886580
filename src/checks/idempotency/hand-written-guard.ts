import { defineCheck } from '../../model/check.js';
import { describe, type Effect } from '../../sql/effects/effect.js';
import { handGuardsIn, type HandGuard } from '../../sql/hand-guard.js';
import { presenceIn } from '../../sql/rerun/condition.js';
import type { Lookup } from '../../sql/rerun/lookup.js';
import { secondRun } from '../../sql/rerun/second-run.js';
import { namespaceOf, schemaOf } from '../../sql/rerun/state.js';
import { keywordFor } from './keywords.js';
import { judgedFiles } from './rule.js';

export default defineCheck({
  code: 'idempotency/hand-written-guard',
  severity: 'notice',
  title: 'A DO block does what a keyword does',
  why: 'The block names the object twice, so that the next edit can let the two names part, and then the guard lies.',

  *find(facts) {
    for (const file of judgedFiles(facts)) {
      for (const [block, { collisions, unread }] of secondRun(file)) {
        if (block.block === null || collisions.length + unread.length > 0) continue;
        for (const guard of handGuardsIn(file.source.text, block)) {
          const keyword = keywordFor(file, guard);
          const lookup = keyword && lookupOf(guard, keyword.effect);
          if (keyword === null || lookup === null) continue;
          const { effect, keywords, fix } = keyword;
          const isSame = isPrecise(lookup, effect);
          yield {
            message: `${describe(effect)} is ${isSame ? 'guarded by a condition' : 'looked up in all schemas'} instead of ${keywords}`,
            at: { source: file.source, span: guard.span },
            hint: `Write ${keywords} instead of the condition, or run "drizzle-gatekeeper fix".`,
            fix: { ...fix, safety: isSame ? 'safe' : 'review' },
          };
        }
      }
    }
  },
});

/** What the condition looks up, where that is what the statement makes or drops. */
function lookupOf({ condition }: HandGuard, effect: Effect): Lookup | null {
  const asked = presenceIn(condition);
  if (asked === null || asked.there !== (effect.action === 'drop')) return null;
  const { namespace, schema, table, name } = asked.lookup;
  const isAbout = namespace === namespaceOf(effect.kind) && name === effect.name && table === effect.table;
  return isAbout && (schema === null || schema === schemaOf(effect)) ? asked.lookup : null;
}

/** A condition without a schema finds the name in any of them, which the keywords do not. */
function isPrecise({ schema, bySearchPath }: Lookup, effect: Effect): boolean {
  if (schema !== null || effect.kind === 'schema' || effect.kind === 'extension') return true;
  return bySearchPath && effect.schema === null;
}
