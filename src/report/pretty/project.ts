/** One project's part of the report: its name, its findings, its axes. */
import type { Finding } from '../../model/finding.js';
import type { ProjectVerdict } from '../../model/verdict.js';
import { axesOf, type Axis, groupByReason, untoldUnmanaged } from '../axes.js';
import { sayCounts, sayNumber } from '../count.js';
import { sortFindings } from '../order.js';
import { selectFindings } from '../selection.js';
import { describePlace, renderFinding, renderHeadline, type Page } from './finding.js';
import { renderGroups } from './groups.js';
import { visible } from '../visible.js';
import { tellServer } from '../tell-server.js';
import type { Style } from './style.js';

/** Findings shown in full, and after them as a line each. */
const MOST_IN_FULL = 20;
const MOST_IN_LINES = 80;
const MOST_NAMES = 8;

export function renderProject(project: ProjectVerdict, page: Page): string[] {
  return [
    renderTitle(project, page.style),
    '',
    ...renderFindings(project, page),
    ...axesOf(project).map((axis) => renderAxis(axis, page.style)),
    ...renderNotes(project, page.style),
    '',
  ];
}

function renderTitle(project: ProjectVerdict, style: Style): string {
  const { newEntries, base, server } = project;
  const news = newEntries === null ? '' : `, ${newEntries.length} new${base === null ? '' : ` since ${base}`}`;
  const facts = [
    ...(project.config === null ? [] : [project.migrations]),
    `${sayNumber(project.entries, 'migration')}${news}`,
    server === null ? 'no server' : `PostgreSQL ${server.version} (${server.provider})`,
  ];
  return `${style.bold(visible(project.config ?? project.migrations))}${style.dim(` · ${visible(facts.join(' · '))}`)}`;
}

function renderFindings({ findings, migrations }: ProjectVerdict, page: Page): string[] {
  const { single, folded } = selectFindings(sortFindings(findings));
  const lines = renderSingle(shortenHints(single), page);
  return folded.length === 0 ? lines : [...lines, ...renderGroups(folded, migrations, page.style, page.width)];
}

/** The same advice is read once. */
function shortenHints(findings: readonly Finding[]): Finding[] {
  return findings.map((finding, index) => {
    const previous = findings[index - 1];
    const isSame = finding.hint !== undefined && previous?.code === finding.code && previous.hint === finding.hint;
    return isSame ? { ...finding, hint: 'as above' } : finding;
  });
}

function renderSingle(findings: readonly Finding[], page: Page): string[] {
  const lines = findings.slice(MOST_IN_FULL, MOST_IN_FULL + MOST_IN_LINES);
  const missing = findings.length - MOST_IN_FULL - lines.length;
  return [
    ...findings.slice(0, MOST_IN_FULL).flatMap((finding) => renderFinding(finding, page)),
    ...lines.map((finding) => `${renderHeadline(finding, page.style)} ${page.style.dim(describePlace(finding))}`),
    ...(missing > 0 ? [page.style.dim(`… ${sayNumber(missing, 'more finding')}; --format json lists them all`)] : []),
    ...(lines.length > 0 ? [''] : []),
  ];
}

const MARKS = { passed: '✓', warned: '!', failed: '✗', skipped: '–' } as const satisfies Record<Axis['status'], string>;

function renderAxis({ name, status, counts }: Axis, style: Style): string {
  const paint = { passed: style.passed, warned: style.warning, failed: style.error, skipped: style.dim }[status];
  const text = sayCounts(counts) || status;
  return `  ${paint(MARKS[status])} ${name.padEnd(12)} ${status === 'passed' || status === 'skipped' ? style.dim(text) : text}`;
}

/** What did not run, what was allowed, what Drizzle cannot express: named, so that green never means blind. */
function renderNotes(project: ProjectVerdict, style: Style): string[] {
  const reasons = groupByReason(project.checks).map(({ ids, status, reason }) => {
    return `${status === 'skipped' ? 'skipped' : 'not finished'}: ${ids.join(', ')} (${reason})`;
  });
  const allowed = project.allowed.map(({ code, reason }) => `${code} (${reason})`);
  const empty = project.emptyTables.map(({ table }) => table);
  const unmanaged = untoldUnmanaged(project);
  const notes = [
    ...tellServer(project),
    ...reasons,
    ...(empty.length === 0 ? [] : [`upgraded without a row, since none could be made up: ${listFirst(empty)}`]),
    ...(allowed.length === 0 ? [] : [`allowed: ${listFirst(allowed)}`]),
    ...(unmanaged.length === 0 ? [] : [`not managed by Drizzle: ${listFirst(unmanaged)}`]),
  ];
  return notes.length === 0 ? [] : ['', ...notes.map((note) => style.dim(`  ${visible(note)}`))];
}

function listFirst(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
