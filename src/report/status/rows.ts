/** The entries of a history beside each other, as several environments have them. */
import type { Environment } from '../../model/status.js';
import { sayNumber } from '../count.js';

export interface StatusRow {
  /** A tag, or the first and the last of several that are applied everywhere. */
  readonly label: string;
  /** One for each environment. */
  readonly states: readonly string[];
  /** The environments do not agree. */
  readonly differs: boolean;
}

/** A run of this many entries that are applied everywhere takes one row. */
const FEWEST_FOLDED = 4;

export function rowsOf(environments: readonly Environment[]): readonly StatusRow[] {
  return fold(eachOf(environments));
}

/** Entries in which the environments do not agree. */
export function differingIn(environments: readonly Environment[]): readonly StatusRow[] {
  return eachOf(environments).filter(({ differs }) => differs);
}

function eachOf(environments: readonly Environment[]): readonly StatusRow[] {
  const entries = environments[0]?.status.entries ?? [];
  return entries.map(({ tag }, at) =>
    toRow(
      tag,
      environments.map((environment) => stateOf(environment, at)),
    ),
  );
}

function toRow(label: string, states: readonly string[]): StatusRow {
  return { label, states, differs: new Set(states).size > 1 };
}

/** What has a row may run all the same. */
function stateOf({ status, next }: Environment, at: number): string {
  const entry = status.entries[at];
  if (entry === undefined) return '';
  const runs = entry.state !== 'pending' && next?.includes(entry.tag) === true;
  return runs ? `${entry.state}, runs again` : entry.state;
}

function fold(rows: readonly StatusRow[]): readonly StatusRow[] {
  const folded: StatusRow[] = [];
  let run: StatusRow[] = [];
  const end = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    const isLong = first !== undefined && last !== undefined && run.length >= FEWEST_FOLDED;
    const label = isLong ? `${first.label} … ${last.label} (${sayNumber(run.length, 'entry', 'entries')})` : '';
    folded.push(...(isLong ? [{ ...first, label }] : run));
    run = [];
  };
  for (const row of rows) {
    if (row.states.every((state) => state === 'applied')) run.push(row);
    else {
      end();
      folded.push(row);
    }
  }
  end();
  return folded;
}

/** What the table does not say, a line each. */
export function notesOn({ status, next, differences }: Environment): readonly string[] {
  const { server, tracker, orphans } = status;
  const place = `${tracker.schema}.${tracker.table}`;
  const table = tracker.line === null ? `no table ${place}` : `${place} of ${tracker.line}`;
  const mark = tracker.mark === null ? '' : `, newest row ${tracker.mark}`;
  return [
    `PostgreSQL ${server}, ${table}${mark}`,
    next === null ? 'the next deploy stops before its first migration' : `the next deploy runs ${sayRuns(next)}`,
    ...(orphans.length === 0 ? [] : [`${sayNumber(orphans.length, 'row')} of no migration`]),
    differences.status === 'gathered'
      ? `its schema ${differences.value === 0 ? 'is' : `differs in ${sayNumber(differences.value, 'object')} from`} what its applied migrations build`
      : `its schema was not compared with what its applied migrations build: ${differences.reason}`,
  ];
}

const MOST_NAMED = 5;

function sayRuns(tags: readonly string[]): string {
  if (tags.length === 0) return 'nothing';
  const named = tags.slice(0, MOST_NAMED).map((tag) => `"${tag}"`);
  return tags.length > MOST_NAMED ? `${named.join(', ')} and ${tags.length - MOST_NAMED} more` : named.join(', ');
}
