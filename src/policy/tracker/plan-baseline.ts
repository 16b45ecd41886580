/** What `baseline` would make of a tracker: every entry up to one is applied, once the database is proven to be there. Pure. */
import type { Difference } from '../../model/catalog.js';
import type { EntryDecision, Obstacle, TrackerChange } from '../../model/tracker-change.js';
import type { Effects } from '../../model/effects.js';
import { planChange, type ChangeRequest } from './plan-change.js';

export interface BaselineRequest extends Omit<ChangeRequest, 'entries' | 'obstacles' | 'prepare'> {
  /** Position of the last entry that counts as applied. */
  readonly to: number;
  /** What the history builds up to there, against the database. */
  readonly differences: readonly Difference[];
  /** Names of objects that may differ. */
  readonly accepted: readonly string[];
}

const PROVEN: Effects = { state: 'present', present: [], absent: [] };
const NOT_LOOKED_AT: Effects = { state: 'unknown', present: [], absent: [] };

export function planBaseline({ to, differences, accepted, ...request }: BaselineRequest): TrackerChange {
  const last = request.match.entries[to]?.migration.tag ?? '';
  const entries = request.match.entries.map(({ migration, state }, at): EntryDecision => {
    const common = { tag: migration.tag, state };
    return at <= to
      ? {
          ...common,
          effects: PROVEN,
          decision: 'applied',
          reason: `the database is what the history builds up to "${last}"`,
        }
      : { ...common, effects: NOT_LOOKED_AT, decision: 'pending', reason: `it comes after "${last}"` };
  });
  const obstacles = [
    ...differences.filter(({ object }) => !accepted.includes(object)).map((each) => differing(each, last)),
    ...rowsAfter(request, to, last),
  ];
  return planChange({ ...request, entries, prepare: null, obstacles });
}

function differing({ object, change, attributes }: Difference, last: string): Obstacle {
  const details = attributes.map(
    ({ attribute, expected, actual }) => `${attribute} ${text(expected)}, not ${text(actual)}`,
  );
  const how = {
    missing: 'is not in the database',
    extra: 'is in the database only',
    changed: `is another in the database (expected ${details.join('; ')})`,
  }[change];
  return {
    code: 'release/not-at-entry',
    message: `${object} ${how}, so the database is not what the history builds up to "${last}"`,
    hint: `Name the entry that the database is at, bring it there, or add --accept "${object}".`,
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The tracker says more than is to be written: dropping that is no baseline. */
function rowsAfter({ match }: Pick<BaselineRequest, 'match'>, to: number, last: string): readonly Obstacle[] {
  const after = match.entries.slice(to + 1).filter(({ rows }) => rows.length > 0);
  return after.map(({ migration }) => ({
    code: 'release/undecided-entry',
    message: `"${migration.tag}" comes after "${last}" and has a row`,
    hint: `Run drizzle-gatekeeper repair, or baseline --to ${migration.tag}.`,
  }));
}
