import { unmanagedOf } from '../../compare/expressible.js';
import { defineCheck } from '../../model/check.js';
import { valueOf } from '../../model/gathered.js';

export default defineCheck({
  code: 'drift/unmanaged',
  severity: 'notice',
  title: 'The migrations build what Drizzle cannot declare',
  why: 'These objects live in hand-written SQL only: nothing compares them with the schema, and no snapshot knows them.',

  *find({ catalogs }) {
    const replayed = valueOf(catalogs.replayed);
    const names = replayed === null ? [] : unmanagedOf(replayed);
    const [first] = names;
    if (first === undefined) return;
    yield {
      message: `${names.length} ${names.length === 1 ? 'object is' : 'objects are'} beyond what Drizzle can declare`,
      at: { catalog: 'replayed', object: names.length === 1 ? first : 'hand-written SQL' },
      evidence: [{ kind: 'text', text: names.join('\n') }],
      hint: 'Leave them as they are; they were built by the replay and are not compared with the schema.',
    };
  },
});
