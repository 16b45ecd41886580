import { defineCheck } from '../../model/check.js';
import type { DeclaredSchema } from '../../model/project.js';
import type { Facts } from '../../model/facts.js';
import type { Evidence } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';
import { causesOf } from './causes.js';
import { declarationOf } from './origins.js';

export default defineCheck({
  code: 'drift/missing-migration',
  severity: 'error',
  title: 'The schema was changed and no migration generated',
  why: 'The application is deployed with a schema that no database gets: queries name columns and tables that are not there.',

  *find(facts) {
    const declared = valueOf(facts.schema.declared);
    const { pending } = causesOf(facts);
    if (declared === null || pending === 'none' || pending === 'not recorded') return;
    const statements = `${declared.pending.length} ${declared.pending.length === 1 ? 'statement' : 'statements'}`;
    yield {
      ...(pending === 'missing'
        ? { message: `the schema has changes that no migration makes: drizzle-kit would write ${statements}` }
        : { message: `drizzle-kit would write ${statements} that change nothing`, severity: 'warning' }),
      at: { catalog: 'declared', object: placeOf(facts.drift.declaredRecorded) },
      evidence: [...declarationsOf(facts), ...declared.pending.map((text) => ({ kind: 'sql' as const, text }))],
      hint: hintFor(declared),
    };
  },
});

/** Where the schema declares what was changed, each place once. */
function declarationsOf({ drift, schema }: Facts): readonly Evidence[] {
  const places = (drift.declaredRecorded ?? []).flatMap((difference) => declarationOf(difference, { schema }));
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** The object that was changed, if it is one. */
function placeOf(differences: readonly { readonly object: string }[] | null): string {
  const [first, ...others] = differences ?? [];
  return first !== undefined && others.length === 0 ? first.object : 'schema definitions';
}

function hintFor({ possibleRenames }: DeclaredSchema): string {
  const command = 'npx drizzle-kit generate';
  return possibleRenames.length === 0
    ? `Run "${command}" and commit what it writes.`
    : `Run "${command}" in a terminal, answer what was renamed, and commit what it writes; the statements shown drop and create.`;
}
