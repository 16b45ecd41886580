import { tellDrop } from './drop.js';
import { addKeywords, addToCommand } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/drop-constraint',
  title: 'DROP CONSTRAINT cannot be run twice',
  why: 'A second run fails: the constraint is gone (42704).',

  concerns: concerning('drop', 'constraint'),
  tell: (met) => {
    const isTable = met.statement.type === 'AlterTableStmt';
    const add = isTable ? addToCommand(met, 'DROP', 'CONSTRAINT', 'IF EXISTS') : null;
    return tellDrop(met, add ?? addKeywords(met, ['DROP', 'CONSTRAINT'], 'IF EXISTS'));
  },
});
