import { describe } from '../../sql/effects/effect.js';
import { isSet } from '../../sql/tree.js';
import { addKeywords, isInCatalog, runOnlyIf } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-trigger',
  title: 'CREATE TRIGGER cannot be run twice',
  why: 'A second run fails: the trigger is there already (42710).',

  concerns: concerning('create', 'trigger'),
  tell: (met) => {
    const message = `${describe(met.effect)} is created without OR REPLACE`;
    // A constraint trigger cannot be replaced (42601).
    if (isSet(met.statement.node, 'isconstraint')) {
      const fix = runOnlyIf(met, `NOT ${isInCatalog('pg_trigger', 'tg', met.effect)}`);
      return { message, hint: 'Put it into a DO block that looks it up in pg_trigger.', fix };
    }
    return { message, hint: 'Write CREATE OR REPLACE TRIGGER.', fix: addKeywords(met, ['CREATE'], 'OR REPLACE') };
  },
});
