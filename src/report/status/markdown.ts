/** Where environments stand, as GitHub-flavoured Markdown: job summary. */
import type { Environment } from '../../model/status.js';
import { renderFinding } from '../markdown/finding.js';
import { escapeProse, escapeText } from '../markdown/escape.js';
import { NO_LINKS, type Links } from '../markdown/links.js';
import type { Sources } from '../sources.js';
import { disarmCommands } from '../visible.js';
import { notesOn, rowsOf } from './rows.js';

/** Ends with a line break. */
export function renderStatusMarkdown(
  environments: readonly Environment[],
  sources: Sources,
  links: Links = NO_LINKS,
): string {
  const blocks = [
    '## Drizzle Gatekeeper status',
    renderTable(environments),
    ...environments.flatMap((environment) => [
      `### ${escapeText(environment.status.name)}`,
      notesOn(environment)
        .map((note) => `- ${escapeProse(note)}`)
        .join('\n'),
      ...environment.status.findings.map((finding) => renderFinding(finding, sources, links)),
    ]),
  ];
  return disarmCommands(`${blocks.join('\n\n')}\n`);
}

function renderTable(environments: readonly Environment[]): string {
  const head = ['migration', ...environments.map(({ status }) => escapeText(status.name))];
  const rows = rowsOf(environments).map(({ label, states, differs }) => [
    `${differs ? '≠ ' : ''}${escapeText(label)}`,
    ...states.map(showState),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function showState(state: string): string {
  if (state === 'applied') return '✅ applied';
  return state === 'pending' ? '🕓 pending' : `⚠️ ${escapeText(state)}`;
}
