import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { Evidence } from '../../model/finding.js';
import { migrationsOf, type Migration } from '../../model/history.js';
import { isMerged, weigh } from '../history/weigh.js';
import { longNamesIn, type LongName } from './long-names.js';

export default defineCheck({
  code: 'replay/truncated-name',
  severity: 'error',
  title: 'PostgreSQL cuts a name that is too long',
  why: 'PostgreSQL keeps 63 bytes of a name and drops the rest with a mere NOTICE: two names that begin alike become one, so that the second object is refused or, behind a guard, silently never made.',

  *find(facts) {
    const present = new Map<string, string>();
    for (const { tag, source } of migrationsOf(facts.history)) {
      const names = longNamesIn(source.text);
      for (const name of names) {
        const key = `${name.table} ${name.kept}`;
        const other = present.get(key);
        if (name.isDropped) present.delete(key);
        else present.set(key, name.written);
        if (other === undefined || other === name.written || name.isDropped) continue;
        yield {
          message: `"${name.written}" and "${other}" are one name to PostgreSQL`,
          at: { source, span: name.span },
          severity: weigh(facts, tag, 'warning'),
          evidence: [{ kind: 'text', text: `both are cut to 63 bytes: ${name.kept}` }],
          hint: HINT,
        };
      }
      yield* tellCut(facts, { tag, source }, names);
    }
  },
});

const HINT =
  'Give it a short name in the schema, as in foreignKey({ name: "…" }) or index("…"), and generate the migration again.';

/** One notice for all names of a new migration; that of a merged one is no news. */
function* tellCut(facts: Facts, { tag, source }: Pick<Migration, 'tag' | 'source'>, names: readonly LongName[]) {
  const made = names.filter(({ isDropped }) => !isDropped);
  const [first] = made;
  if (first === undefined || isMerged(facts, tag)) return;
  const distinct = [...new Map(made.map((name) => [name.written, name])).values()];
  const evidence: Evidence[] = distinct.map(({ written, kept }) => ({
    kind: 'difference',
    attribute: 'name',
    expected: written,
    actual: kept,
  }));
  yield {
    message:
      distinct.length === 1
        ? `"${first.written}" is longer than 63 bytes`
        : `migration "${tag}" has ${distinct.length} names longer than 63 bytes`,
    at: { source, span: first.span },
    severity: 'notice' as const,
    evidence,
    hint: HINT,
  };
}
