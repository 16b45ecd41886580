import { concerning, defineRule } from './rule.js';

export default defineRule({
  code: 'idempotency/change-type',
  title: 'USING computes the new type from the old one',
  why: 'A second run feeds values of the new type to the expression: it fails, or converts them again.',

  concerns: concerning('change', 'column'),
  tell: ({ effect }) => ({
    message: `type of column "${effect.name}" of table "${effect.table}" is changed by an expression without a guard`,
    hint: 'Put it into a DO block that looks at data_type in information_schema.columns.',
  }),
});
