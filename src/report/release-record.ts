/** What a release has done, for a terminal, as JSON and as Markdown. Redact the record before. */
import type { ReleaseRecord } from '../model/release.js';
import { sayNumber } from './count.js';
import { printJson } from './json.js';
import { codeSpan, escapeText } from './markdown/escape.js';
import { renderFinding as renderMarkdownFinding } from './markdown/finding.js';
import type { Links } from './markdown/links.js';
import type { Terminal } from './pretty.js';
import { renderFinding } from './pretty/finding.js';
import { createStyle } from './pretty/style.js';
import type { Sources } from './sources.js';
import { disarmCommands, visible } from './visible.js';

/** The published record (schema/release-record.schema.json), one line break at its end. */
export function renderRecordJson(record: ReleaseRecord): string {
  return printJson(record);
}

/** What was applied, what stood in the way, the way back, and the outcome in the last line. */
export function renderRecordPretty(record: ReleaseRecord, sources: Sources, { color, width }: Terminal): string {
  const style = createStyle(color);
  const paint = isFine(record) ? style.passed : style.error;
  const lines = [
    ...record.applied.map((tag) => `${style.passed('applied')} ${visible(tag)}`),
    ...(record.applied.length > 0 ? [''] : []),
    ...record.findings.flatMap((finding) => renderFinding(finding, { style, sources, width })),
    ...wayBackOf(record).map((text) => style.dim(visible(text))),
    paint(style.bold(visible(sayOutcome(record)))),
  ];
  return disarmCommands(`${lines.join('\n')}\n`);
}

/** For a job summary; ends with a line break. */
export function renderRecordMarkdown(record: ReleaseRecord, sources: Sources, links: Links): string {
  const blocks = [
    `## ${isFine(record) ? '✅' : '❌'} ${escapeText(sayOutcome(record))}`,
    ...(record.applied.length > 0 ? [record.applied.map((tag) => `- ${codeSpan(tag)}`).join('\n')] : []),
    ...record.findings.map((finding) => renderMarkdownFinding(finding, sources, links)),
    ...wayBackOf(record).map((text) => escapeText(text)),
  ];
  return disarmCommands(`${blocks.join('\n\n')}\n`);
}

/** Whether the database is as it was asked to be: exit code 0. */
export function isFine({ outcome, findings }: ReleaseRecord): boolean {
  return outcome !== 'refused' && outcome !== 'rolled-back' && findings.length === 0;
}

const OUTCOMES: Readonly<Record<ReleaseRecord['outcome'], (record: ReleaseRecord, migrations: string) => string>> = {
  applied: ({ findings, durationMs }, migrations) => {
    const when = `applied ${migrations} in ${(durationMs / 1000).toFixed(1)} s`;
    return findings.length === 0 ? when : `${when}, and found what is not as proven`;
  },
  'nothing-to-do': () => 'nothing to do: everything is applied',
  'applied-by-other': ({ by }) => `already applied by ${by ?? 'another process'} while this one waited`,
  refused: ({ findings }) => `refused, nothing changed: ${sayNumber(findings.length, 'reason')}`,
  'rolled-back': ({ applied }, migrations) =>
    applied.length === 0 ? 'rolled back: nothing is applied' : `stopped after ${migrations}; the rest is not applied`,
};

function sayOutcome(record: ReleaseRecord): string {
  return OUTCOMES[record.outcome](record, sayNumber(record.applied.length, 'migration'));
}

/** Where to go back to. */
function wayBackOf({ before, backup }: ReleaseRecord): string[] {
  if (before === null) return [];
  const { time, lsn, mark } = before;
  const place = lsn === null ? '' : `, at ${lsn} in the log`;
  const state = `before it: ${time}${place}, mark ${mark ?? 'none'}`;
  return [state, ...(backup === null ? [] : [`backup: ${backup}`])];
}
