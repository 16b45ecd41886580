import type { Condition, Handler } from '../../model/sql.js';
import { describe } from '../../sql/effects/effect.js';
import { conditionName } from '../../sql/rerun/handlers.js';
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

function tellCondition({ effect }: Met, { text }: Condition) {
  return {
    message: `the condition around ${describe(effect)} still holds on a second run`,
    evidence: [{ kind: 'sql', text } as const],
    hint: `Look up ${describe(effect)} itself, by the name and schema that PostgreSQL stores.`,
  };
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
