/** What becomes of a tracker, for a terminal, as JSON and as Markdown. */
import type { PlannedRow, TrackerChange, TrackerRecord } from '../model/tracker-change.js';
import { sayNumber } from './count.js';
import { printJson } from './json.js';
import { codeSpan, escapeProse } from './markdown/escape.js';
import { createStyle, type Style } from './pretty/style.js';
import { disarmCommands, visible } from './visible.js';

/** The published record (schema/tracker-record.schema.json), one line break at its end. */
export function renderRecordJson(record: TrackerRecord): string {
  return printJson(record);
}

/** Entries with what becomes of their rows and why, then what that means, and the outcome in the last line. */
export function renderRecordPretty(record: TrackerRecord, color: boolean): string {
  const style = createStyle(color);
  const { change, tracker, target } = record;
  const lines = [
    `${style.bold(visible(`${tracker.schema}.${tracker.table}`))}${style.dim(visible(` · ${target}`))}`,
    '',
    ...(change === null
      ? []
      : [...renderEntries(change, style), ...notesOf(record, change).map((note) => `  ${visible(note)}`)]),
    ...record.findings.flatMap(({ message, code, hint }) => [
      '',
      `${style.error('error')} ${visible(message)} ${style.dim(code)}`,
      ...(hint === undefined ? [] : [`  hint: ${visible(hint)}`]),
    ]),
    '',
    renderOutcome(record, style),
  ];
  return disarmCommands(`${lines.join('\n')}\n`);
}

/** The same as one section. */
export function renderRecordMarkdown(record: TrackerRecord): string {
  const { change, tracker, target, findings } = record;
  const rows = change === null ? [] : describeRows(change);
  const cells = rows.map(
    ({ name, state, action, reason }) => `| ${[name, state, action, reason].map(cell).join(' | ')} |`,
  );
  const table =
    cells.length === 0 ? [] : ['| entry | tracker | row | why |', '| --- | --- | --- | --- |', ...cells, ''];
  const notes = change === null ? [] : notesOf(record, change).map((note) => `- ${escapeProse(note)}`);
  const problems = findings.map(({ message, hint = '' }) => `- ❌ ${escapeProse(message)}\n  ${escapeProse(hint)}`);
  const title = `## Tracker ${codeSpan(`${tracker.schema}.${tracker.table}`)} of ${codeSpan(target)}`;
  const last = escapeProse(sayOutcome(record));
  const lines = [title, '', ...table, ...notes, ...(notes.length > 0 ? [''] : []), ...problems, '', `**${last}**`, ''];
  return disarmCommands(lines.join('\n'));
}

interface DescribedRow {
  readonly name: string;
  /** What the tracker says now. */
  readonly state: string;
  readonly action: PlannedRow['action'] | 'removed' | 'none';
  readonly reason: string;
}

function describeRows({ entries, rows, removed }: TrackerChange): readonly DescribedRow[] {
  const ofEntries = entries.map(({ tag, state, decision, reason }): DescribedRow => {
    const row = rows.find((each) => each.tag === tag);
    return { name: tag, state, action: row?.action ?? 'none', reason: row?.reason ?? `${decision}: ${reason}` };
  });
  const kept = rows.filter(({ tag }) => tag === null);
  return [
    ...ofEntries,
    ...kept.map(({ row, action, reason }) => ({ name: nameOf(row), state: 'orphan', action, reason })),
    ...removed.map(({ row, reason }) => ({ name: nameOf(row), state: 'row', action: 'removed' as const, reason })),
  ];
}

function nameOf({ id, hash }: { readonly id: string | null; readonly hash: string | null }): string {
  return `row ${id ?? 'without id'} (${hash === null ? 'no hash' : hash.slice(0, 8)})`;
}

function renderEntries(change: TrackerChange, style: Style): string[] {
  const rows = describeRows(change);
  const width = Math.max(0, ...rows.map(({ name }) => visible(name).length));
  const paint = { kept: style.dim, none: style.dim, changed: style.warning, added: style.passed, removed: style.error };
  return rows.map(({ name, state, action, reason }) => {
    const columns = `${visible(name).padEnd(width)}  ${state.padEnd(9)}  ${paint[action](action.padEnd(7))}`;
    return `  ${columns}  ${style.dim(visible(reason))}`;
  });
}

/** What the change means for Drizzle's migrator. */
function notesOf({ blind, tracker }: TrackerRecord, change: TrackerChange): readonly string[] {
  const { mark, next, passedOver, columnsAreRight, line } = change;
  const name = `${tracker.schema}.${tracker.table}`;
  return [
    ...(blind === null ? [] : [`the catalog was not asked, so rows alone decide: ${blind}`]),
    ...(columnsAreRight ? [] : [`"${name}" gets the columns of drizzle-orm ${line}`]),
    ...(mark.before === mark.after
      ? []
      : [`the mark moves from ${mark.before ?? 'nothing'} to ${mark.after ?? 'nothing'}`]),
    `Drizzle's migrator would run: now ${list(next.before)}, afterwards ${list(next.after)}`,
    ...passedOver.map(
      (tag) =>
        `"${tag}" is not applied, and 0.x passes over it all the same, its "when" not being above the mark; 1.0 would run it`,
    ),
  ];
}

function list(tags: readonly string[] | null): string {
  if (tags === null) return 'nothing, it stops with an error';
  const first = tags.slice(0, MOST_TAGS).map((tag) => `"${tag}"`);
  const rest = tags.length - first.length;
  return `${first.join(', ') || 'nothing'}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const MOST_TAGS = 8;

function renderOutcome(record: TrackerRecord, style: Style): string {
  const text = sayOutcome(record);
  const paint = { shown: style.warning, applied: style.passed, 'nothing-to-do': style.passed, refused: style.error };
  return (paint[record.outcome as keyof typeof paint] ?? style.error)(visible(text));
}

function sayOutcome({ outcome, change, backup }: TrackerRecord): string {
  const rows = sayNumber(change?.rows.length ?? 0, 'row');
  return {
    shown: 'nothing was written: look at it, and run the same command with --yes',
    applied: `written: ${rows}${backup === null ? '' : `; the old tracker is kept as "${backup}"`}`,
    'nothing-to-do': 'the tracker is right: nothing to do',
    refused: 'refused: nothing was written',
    'rolled-back': 'rolled back: nothing was written',
  }[outcome];
}

/** A cell of a table ends at a bar, even in code. */
function cell(text: string): string {
  return escapeProse(text).replaceAll('|', '&#124;');
}
