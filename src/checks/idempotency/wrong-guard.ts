import type { Fix } from '../../model/finding.js';
import type { Condition, Handler } from '../../model/sql.js';
import { describe } from '../../sql/effects/effect.js';
import { conditionName } from '../../sql/rerun/handlers.js';
import { handGuardsIn } from '../../sql/hand-guard.js';
import { lookUp } from './fixes.js';
import { keywordFor } from './keywords.js';
import { defineRule, type Met } from './rule.js';

export default defineRule({
  code: 'idempotency/wrong-guard',
  title: 'A guard does not guard',
  why: 'The DO block looks idempotent and is not: a second run reaches the statement all the same.',

  concerns: ({ around }) => around.length > 0,
  tell: (met) => {
    const guard = met.around.at(-1);
    return guard !== undefined && 'text' in guard ? tellCondition(met, guard) : tellHandlers(met, guard ?? []);
  },
});

function tellCondition(met: Met, { text }: Condition) {
  const { effect } = met;
  return {
    message: `the condition around ${describe(effect)} still holds on a second run`,
    evidence: [{ kind: 'sql', text } as const],
    hint: `Look up ${describe(effect)} itself, by the name and schema that PostgreSQL stores.`,
    fix: rightGuard(met),
  };
}

/** For somebody to read: the condition may be meant as it is, and be no guard at all. */
function rightGuard({ file, effect, statement, around }: Met): Fix | null {
  const guards = file.statements.flatMap((block) => handGuardsIn(file.source.text, block));
  const guard = guards.find((each) => each.statement === statement);
  if (guard === undefined || around.length > 1) return null;
  const keyword = keywordFor(file, guard);
  return keyword === null ? lookUp(file, guard, effect) : { ...keyword.fix, safety: 'review' };
}

function tellHandlers({ effect, sqlstate }: Met, handlers: readonly Handler[]) {
  const caught = handlers.flatMap(({ conditions }) => conditions).join(', ');
  if (sqlstate === null) {
    const message = `no error is raised where ${describe(effect)} is run again, so the handler for ${caught} does not help`;
    return { message, hint: 'Look in a condition whether it has run already.' };
  }
  return {
    message: `a second run of ${describe(effect)} raises ${conditionName(sqlstate)}, and only ${caught} is caught`,
    hint: `Add WHEN ${conditionName(sqlstate)}.`,
  };
}
