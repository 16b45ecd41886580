/** One project's part of the Markdown report. */
import type { CheckStatus, ProjectVerdict } from '../../model/verdict.js';
import { axesOf, type Axis, groupByReason, untoldUnmanaged } from '../axes.js';
import { clip } from '../clip.js';
import { sayCounts, sayNumber } from '../count.js';
import { placeOf, sortFindings } from '../order.js';
import { foldRepeats, selectFindings } from '../selection.js';
import type { Sources } from '../sources.js';
import { tellServer } from '../tell-server.js';
import { bytesOf, takeFitting } from './budget.js';
import { renderEntities, renderFork } from './diagrams.js';
import { renderDriftDdl } from './drift-ddl.js';
import { codeSpan, escapeText } from './escape.js';
import { renderFinding, renderLine } from './finding.js';
import type { Links } from './links.js';

export interface Page {
  readonly sources: Sources;
  readonly links: Links;
}

const MARKS = { passed: '✅', warned: '⚠️', failed: '❌', skipped: '➖' } as const satisfies Record<
  Axis['status'],
  string
>;

/** Names in a list before the rest is counted. */
const MOST_NAMES = 10;
const MOST_REASON = 300;
const MOST_IN_FULL = 30;
/** What the frame around folded lines, and the line that counts what is left out, can need. */
const RESERVE_BYTES = 400;

/** Blocks of at most `limit` bytes together, each followed by an empty line. Pictures go first where room is short. */
export function renderProject(project: ProjectVerdict, page: Page, limit: number): string[] {
  const head = [renderTitle(project), renderAxes(project), ...renderDeploy(project)];
  const foot = renderNotes(project);
  const extras = [...renderDriftDdl(project), ...renderEntities(project), ...renderFork(project)];
  const room = limit - bytesOf(...head, ...foot);
  const shown = takeFitting(extras, room / 3);
  return [...head, ...renderFindings(project, page, room - bytesOf(...shown)), ...shown, ...foot];
}

/** The worst in full, in at most half of the room where not all have it; the rest as folded lines; then a count. */
function renderFindings(project: ProjectVerdict, { sources, links }: Page, limit: number): string[] {
  const { single, folded } = foldRepeats(selectFindings(sortFindings(project.findings)));
  const all = single.slice(0, MOST_IN_FULL).map((finding) => renderFinding(finding, sources, links));
  const fits = single.length === all.length && folded.length === 0 && bytesOf(...all) <= limit;
  const full = fits ? all : takeFitting(all, limit / 2);
  const rest = [...single.slice(full.length), ...folded];
  const room = limit - bytesOf(...full) - RESERVE_BYTES;
  const lines = takeFitting(
    rest.map((finding) => renderLine(finding, links)),
    room,
  );
  const leftOut = rest.length - lines.length;
  const more = sayNumber(lines.length, 'more finding');
  return [
    ...full,
    ...(lines.length === 0 ? [] : [`<details><summary>${more}</summary>\n\n${lines.join('\n')}\n\n</details>`]),
    ...(leftOut === 0
      ? []
      : [`… and ${sayNumber(leftOut, 'more finding')} without room here; the JSON report has them all.`]),
  ];
}

function renderTitle({ config, migrations, entries, newEntries, base }: ProjectVerdict): string {
  const news = newEntries === null ? '' : `, ${newEntries.length} new`;
  const since = base === null ? '' : ` since ${codeSpan(base)}`;
  return `${codeSpan(config ?? migrations)} · ${sayNumber(entries, 'migration')}${news}${since}`;
}

function renderAxes(project: ProjectVerdict): string {
  const rows = axesOf(project).map(({ name, status, counts }) => {
    // Without a finding it has failed because it could not finish: the notes say why.
    const result = sayCounts(counts) || (status === 'failed' ? 'not finished' : status);
    return `| ${name} | ${MARKS[status]} ${result} |`;
  });
  return ['| axis | result |', '| --- | --- |', ...rows].join('\n');
}

function renderDeploy({ pending, skippedOnDeploy }: ProjectVerdict): string[] {
  const statements = pending.reduce((sum, entry) => sum + entry.statements, 0);
  const what = `${sayNumber(pending.length, 'migration')} with ${sayNumber(statements, 'statement')}`;
  const lines = [
    ...(pending.length === 0 ? [] : [`**A deploy would run** ${what}: ${listNames(pending.map(({ tag }) => tag))}`]),
    ...(skippedOnDeploy.length === 0 ? [] : [`**A deploy would skip**, without a word: ${listNames(skippedOnDeploy)}`]),
  ];
  return lines.length === 0 ? [] : [lines.join('<br>')];
}

/** Where it ran, and what did not run, was allowed, or cannot be expressed: named, so that green never means blind. */
function renderNotes(project: ProjectVerdict): string[] {
  const { checks, allowed, emptyTables } = project;
  const unmanaged = untoldUnmanaged(project);
  const lines = [
    renderRun(project),
    ...tellServer(project).map((line) => escapeText(clip(line, MOST_REASON))),
    ...groupByReason(checks).map(({ ids, status, reason }) => {
      return `${sayStatus(status)}: ${ids.map(codeSpan).join(', ')} (${escapeText(clip(reason, MOST_REASON))})`;
    }),
    ...(emptyTables.length === 0
      ? []
      : [`Upgraded without a row, since none could be made up: ${listNames(emptyTables.map(({ table }) => table))}`]),
    ...allowed.slice(0, MOST_NAMES).map((finding) => {
      return `Allowed: ${codeSpan(finding.code)} at ${codeSpan(placeOf(finding))} (${escapeText(clip(finding.reason, MOST_REASON))})`;
    }),
    ...(allowed.length > MOST_NAMES ? [`Allowed: ${sayNumber(allowed.length - MOST_NAMES, 'more finding')}`] : []),
    ...(unmanaged.length > 0 ? [`Not managed by Drizzle: ${listNames(unmanaged)}`] : []),
  ];
  return [`<sub>${lines.join('<br>')}</sub>`];
}

function renderRun({ server, versions, timings }: ProjectVerdict): string {
  const facts = [
    server === null ? 'no server' : `PostgreSQL ${server.version} (${server.provider})`,
    ...(versions.kit === null ? [] : [`drizzle-kit ${versions.kit}`]),
    ...(versions.orm === null ? [] : [`drizzle-orm ${versions.orm}`]),
    `${(timings.totalMs / 1000).toFixed(1)} s`,
  ];
  return facts.map(escapeText).join(' · ');
}

function sayStatus(status: CheckStatus['status']): string {
  return status === 'skipped' ? 'Skipped' : 'Not finished';
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => codeSpan(clip(name, MOST_REASON)));
  const more = names.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
