/** Whether an edited history still builds what it built, and can then be run twice where it was mended. */
import { compareCatalogs } from '../compare/compare-catalogs.js';
import type { Facts } from '../model/facts.js';
import type { Finding } from '../model/finding.js';
import { valueOf } from '../model/gathered.js';
import type { SecondRunOutcome } from '../model/replay.js';
import type { Repair } from './repair.js';

/** A history that was gathered and judged. */
export interface Judged {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
}

/** Why the edits are not to be trusted, one line; null: they are proven. */
export function findFault(before: Judged, after: Judged, repairs: readonly Repair[]): string | null {
  return (
    syntaxFault(before.facts, after.facts, repairs) ??
    whyNotReplayed(after.facts) ??
    catalogFault(before.facts, after.facts) ??
    secondRunFault(before.facts, after.facts, repairs) ??
    newFinding(before.findings, after.findings)
  );
}

/** The same for the journal: its faults are gone. What it newly lists may have faults of its own. */
export function findJournalFault(after: Judged, repairs: readonly Repair[]): string | null {
  const mended = new Set(repairs.flatMap(({ findings }) => findings.map(identityOf)));
  const left = after.findings.find((finding) => mended.has(identityOf(finding)));
  return left === undefined ? null : `it leaves ${left.code}: ${left.message}`;
}

/** Why a history cannot be compared with itself after an edit; null: it went through. */
export function whyNotReplayed({ replays, catalogs }: Facts): string | null {
  const { stepByStep } = replays;
  if (stepByStep.status !== 'gathered') return stepByStep.reason;
  const { failure } = stepByStep.value;
  if (failure !== null) return `"${failure.tag}" fails: ${failure.error.message} (${failure.error.sqlstate})`;
  return catalogs.replayed.status === 'gathered' ? null : catalogs.replayed.reason;
}

/** An edit leaves as many statements as there were: each is mended in its place. */
function syntaxFault(before: Facts, after: Facts, repairs: readonly Repair[]): string | null {
  for (const { statement } of repairs) {
    const [old, edited] = [before.parsed.get(statement?.tag ?? ''), after.parsed.get(statement?.tag ?? '')];
    if (edited === undefined || old === undefined) continue;
    if (edited.syntaxErrors.length > old.syntaxErrors.length) return edited.syntaxErrors[0]?.message ?? null;
    if (edited.statements.length !== old.statements.length) return 'the edited text is read as other statements';
  }
  return null;
}

function catalogFault(before: Facts, after: Facts): string | null {
  const [expected, actual] = [valueOf(before.catalogs.replayed), valueOf(after.catalogs.replayed)];
  if (expected === null || actual === null) return 'the catalog could not be read';
  const [difference] = compareCatalogs(expected, actual, 'all');
  return difference === undefined ? null : `the migrations would build another ${difference.object}`;
}

/** What was mended must be clean now, what was clean must have stayed so, and what is left must stay loud. */
function secondRunFault(before: Facts, after: Facts, repairs: readonly Repair[]): string | null {
  for (const tag of new Set(repairs.flatMap(({ statement }) => statement?.tag ?? []))) {
    const mended = new Set(repairs.flatMap(({ statement }) => (statement?.tag === tag ? statement.index : [])));
    const [old, edited] = [outcomesOf(before, tag), outcomesOf(after, tag)];
    for (const [index, outcome] of edited.entries()) {
      const due = mended.has(index) || old[index]?.kind === 'clean';
      if (due && outcome?.kind !== 'clean') return `a second run still ${sayOutcome(outcome)}`;
    }
    const change = edited.find((outcome) => outcome !== null && outcome.kind !== 'clean');
    // An error undoes the whole file. Without one, what still changes something would do so silently.
    if (change !== undefined && edited.every((outcome) => outcome?.kind !== 'failed') && old.some(hasFailed)) {
      return `a second run would no longer fail, and ${sayOutcome(change)}`;
    }
  }
  return null;
}

function hasFailed(outcome: SecondRunOutcome | null): boolean {
  return outcome?.kind === 'failed';
}

/** By statement; null: it was not executed again. */
function outcomesOf({ parsed, replays }: Facts, tag: string): (SecondRunOutcome | null)[] {
  const runs = valueOf(replays.secondRuns)?.get(tag) ?? [];
  const statements = parsed.get(tag)?.statements ?? [];
  return statements.map(({ span }) => runs.find((run) => run.span.start === span.start)?.outcome ?? null);
}

function sayOutcome(outcome: SecondRunOutcome | null): string {
  if (outcome === null || outcome.kind === 'clean') return 'leaves the statement out';
  if (outcome.kind === 'failed') return `fails: ${outcome.error.message} (${outcome.error.sqlstate})`;
  if (outcome.kind === 'changed-rows') return `changes rows of ${outcome.changes[0]?.table ?? 'a table'}`;
  return `changes ${outcome.differences[0]?.object ?? 'the catalog'}`;
}

function newFinding(before: readonly Finding[], after: readonly Finding[]): string | null {
  const known = new Set(before.map(identityOf));
  const raised = after.find((finding) => !known.has(identityOf(finding)));
  return raised === undefined ? null : `it would raise ${raised.code}: ${raised.message}`;
}

/** Lines move with the edits. */
function identityOf({ code, message }: Finding): string {
  return `${code} ${message}`;
}
