import { describe } from '../../sql/effects/effect.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-view',
  title: 'CREATE VIEW cannot be run twice',
  why: 'A second run fails: the view is there already (42P07).',

  concerns: concerning('create', 'view', 'materialized view'),
  tell: (met) => {
    const isView = met.effect.kind === 'view';
    const keywords = isView ? 'OR REPLACE' : 'IF NOT EXISTS';
    return {
      message: `${describe(met.effect)} is created without ${keywords}`,
      hint: isView ? 'Write CREATE OR REPLACE VIEW.' : 'Write CREATE MATERIALIZED VIEW IF NOT EXISTS.',
      fix: addKeywords(met, isView ? ['CREATE'] : ['MATERIALIZED', 'VIEW'], keywords),
    };
  },
});
