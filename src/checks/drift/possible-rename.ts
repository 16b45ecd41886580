import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';
import { causesOf } from './causes.js';

export default defineCheck({
  code: 'drift/possible-rename',
  severity: 'warning',
  title: 'A change of the schema may be a rename',
  why: 'Generated without an answer it becomes a DROP and a CREATE, and the data under the old name is lost.',

  *find(facts) {
    if (causesOf(facts).pending !== 'missing') return;
    for (const { kind, from, to } of valueOf(facts.schema.declared)?.possibleRenames ?? []) {
      yield {
        message: `${kind} "${to}" is new and ${kind} "${from}" is gone: perhaps a rename`,
        at: { catalog: 'declared', object: `${kind} ${to}` },
        hint: 'Run "npx drizzle-kit generate" in a terminal and choose between "create" and "rename".',
      };
    }
  },
});
