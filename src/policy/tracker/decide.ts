/** Whether each entry counts as applied, from its rows and from what the catalog has of its effects. Pure. */
import type { Effects } from '../../model/effects.js';
import type { Migration } from '../../model/history.js';
import type { EntryDecision } from '../../model/tracker-change.js';
import type { EntryState, StoredRow } from '../../model/tracker.js';

/** What is known of an entry. */
export interface EntryEvidence {
  readonly migration: Migration;
  readonly state: EntryState;
  readonly rows: readonly StoredRow[];
  readonly effects: Effects;
}

/** What a person has said of entries, by tag. */
export interface Assumptions {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}

type Verdict = Pick<EntryDecision, 'decision' | 'reason'>;

/** `isBare`: the database has nothing at all besides the tracker. */
export function decideEntries(
  evidence: readonly EntryEvidence[],
  assumptions: Assumptions,
  isBare: boolean,
): readonly EntryDecision[] {
  const verdicts = evidence.map((each) => decideByItself(each, assumptions, isBare));
  const lastApplied = verdicts.findLastIndex((verdict) => verdict !== null && verdict.decision !== 'pending');
  return evidence.map(({ migration, state, effects }, position) => {
    const verdict = verdicts[position] ?? (position < lastApplied ? BETWEEN : AFTER_ALL);
    return { tag: migration.tag, state, effects, ...verdict };
  });
}

const BETWEEN: Verdict = {
  decision: 'undecided',
  reason: 'it has no row, later entries are applied, and nothing in the catalog tells whether it is',
};
const AFTER_ALL: Verdict = { decision: 'pending', reason: 'it has no row, and nothing after it is applied' };

/** null: nothing tells but its neighbours. */
function decideByItself(
  { migration: { tag }, rows, state, effects }: EntryEvidence,
  { applied, pending }: Assumptions,
  isBare: boolean,
): Verdict | null {
  if (applied.includes(tag)) return { decision: 'applied', reason: 'so said by --assume-applied' };
  if (pending.includes(tag)) return { decision: 'pending', reason: 'so said by --assume-pending' };
  if (isBare) return { decision: 'pending', reason: 'the database is empty' };
  if (effects.state === 'partly') return half(effects);
  if (rows.length === 0) return WITHOUT_ROW[effects.state];
  if (effects.state === 'absent') return contradicted(effects);
  return { decision: 'applied', reason: state === 'edited' ? EDITED[effects.state] : WITH_ROW[effects.state] };
}

const WITHOUT_ROW: Record<Exclude<Effects['state'], 'partly'>, Verdict | null> = {
  present: { decision: 'applied', reason: 'it has no row, and all that it does is in the database' },
  absent: { decision: 'pending', reason: 'it has no row, and nothing of what it does is in the database' },
  unknown: null,
};
const WITH_ROW = {
  present: 'a row has its hash, and all that it does is in the database',
  unknown: 'a row has its hash',
} as const;
const EDITED = {
  present: 'a row has its time or name, and all that the file does now is in the database',
  unknown: 'a row has its time or name',
} as const;

function half({ present, absent }: Effects): Verdict {
  const [there, lacking] = [summarize(present), summarize(absent)];
  return {
    decision: 'undecided',
    reason: `only a part of what it does is in the database: ${there}, but not ${lacking}`,
  };
}

function contradicted({ absent }: Effects): Verdict {
  const lacking = summarize(absent);
  return {
    decision: 'undecided',
    reason: `it has a row, and nothing of what it does is in the database, such as ${lacking}`,
  };
}

/** The first of them, and how many more there are. */
function summarize(names: readonly string[]): string {
  const rest = names.length - 1;
  return rest > 0 ? `${names[0]} and ${rest} more` : (names[0] ?? 'nothing');
}
