import { describe } from '../../sql/effects/effect.js';
import { addKeywords } from './fixes.js';
import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/create-schema',
  title: 'CREATE SCHEMA cannot be run twice',
  why: 'A second run fails: the schema is there already (42P06).',

  concerns: concerning('create', 'schema'),
  tell: (met) => ({
    message: `${describe(met.effect)} is created without IF NOT EXISTS`,
    hint: 'Write CREATE SCHEMA IF NOT EXISTS.',
    // IF NOT EXISTS is refused where the statement creates objects in the schema as well (0A000).
    fix: 'schemaElts' in met.statement.node ? null : addKeywords(met, ['SCHEMA'], 'IF NOT EXISTS'),
  }),
});
