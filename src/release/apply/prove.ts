/** Proof that a database is what the plan said: its catalog, and its tracker. */
import type postgres from 'postgres';
import type { Catalog, Difference } from '../../model/catalog.js';
import type { Evidence, Finding } from '../../model/finding.js';
import { releaseFinding } from '../../model/release-codes.js';
import { matchTracker } from '../../model/tracker-match.js';
import type { TrackerMatch } from '../../model/tracker.js';
import { readCatalog } from '../../postgres/catalog/read-catalog.js';
import { readTracker } from '../../postgres/tracker/read.js';
import { tagsOf, type Work, type WorkStep } from './work.js';

/** What contradicts the plan at the end of a step; null: nothing. Looks from within whatever transaction is open. */
export async function contradict(sql: postgres.Sql, work: Work, step: WorkStep): Promise<Finding | null> {
  const { tracker } = await readTracker(sql, work.place);
  const catalog = await readCatalog(sql, { tracker: work.place });
  return (
    contradictCatalog(work, step.after, catalog) ?? contradictTracker(work, step, matchTracker(work.history, tracker))
  );
}

function contradictCatalog(work: Work, expected: Catalog, deployed: Catalog): Finding | null {
  const [first, ...more] = work.differ(expected, deployed);
  if (first === undefined) return null;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return releaseFinding('release/result-differs', {
    message: `${first.object}${others} ${more.length === 0 ? 'is' : 'are'} not as the plan has proven`,
    at: { catalog: 'deployed', object: first.object },
    evidence: [first, ...more].slice(0, MOST_EVIDENCE).flatMap(toEvidence),
    hint: 'Look for event triggers, default privileges or sessions that change the schema meanwhile, then run "drizzle-gatekeeper plan".',
  });
}

const MOST_EVIDENCE = 10;

function toEvidence({ object, change, attributes }: Difference): readonly Evidence[] {
  if (change !== 'changed') return [{ kind: 'text', text: `${object} is ${change}` }];
  return attributes.map(({ attribute, expected, actual }) => ({
    kind: 'difference',
    attribute: `${object}: ${attribute}`,
    expected: print(expected),
    actual: print(actual),
  }));
}

function print(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Every entry up to here has exactly its row, and the migrator would go on with what comes after. */
function contradictTracker(work: Work, step: WorkStep, match: TrackerMatch): Finding | null {
  const done = new Set(tagsOf(step));
  const wrong = match.entries.find(
    ({ migration, state, rows }) => done.has(migration.tag) && (state !== 'applied' || rows.length !== 1),
  );
  const left = work.steps.slice(work.steps.indexOf(step) + 1).flatMap(tagsOf);
  const next = match.next?.map(({ tag }) => tag) ?? null;
  if (wrong === undefined && next?.join('\n') === left.join('\n')) return null;
  const message =
    wrong === undefined
      ? "the tracker does not lead Drizzle's migrator to what is left"
      : `the tracker has ${wrong.rows.length} rows of "${wrong.migration.tag}", in state "${wrong.state}"`;
  return releaseFinding('release/result-differs', {
    message,
    at: { catalog: 'deployed', object: `table ${work.place.schema}.${work.place.table}` },
    evidence: [{ kind: 'text', text: `it would run: ${next === null ? 'it stops' : next.join(', ') || 'nothing'}` }],
    hint: 'Run "drizzle-gatekeeper status", and look for triggers and rules on the tracker.',
  });
}
