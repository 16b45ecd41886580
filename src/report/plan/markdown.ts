/** A plan for a job summary. */
import type { Plan, PlannedMigration } from '../../model/release.js';
import { clip } from '../clip.js';
import { codeSpan, escapeText } from '../markdown/escape.js';
import { renderFinding } from '../markdown/finding.js';
import type { Links } from '../markdown/links.js';
import type { Sources } from '../sources.js';
import { disarmCommands } from '../visible.js';
import { sayDuration, sayFootprints, sayOutcome, TRANSACTIONS } from './words.js';

/** Longer statements are read in their file. */
const MOST_SQL = 200;

/** One section; ends with a line break. Redact the plan before. */
export function renderPlanMarkdown(plan: Plan, { sources, links }: { sources: Sources; links: Links }): string {
  const icon = plan.refusals.length > 0 ? '❌' : '✅';
  const blocks = [
    `## Plan for ${codeSpan(plan.target)}`,
    `${icon} **${sayOutcome(plan)}** · ${codeSpan(plan.fingerprint.slice(0, 12))}`,
    ...plan.refusals.map((finding) => renderFinding(finding, sources, links)),
    ...plan.pending.map((migration) => renderMigration(migration, plan)),
  ];
  return disarmCommands(`${blocks.join('\n\n')}\n`);
}

function renderMigration({ tag, transaction, statements }: PlannedMigration, { tables }: Plan): string {
  const rows = statements.map((statement) => {
    const footprints = sayFootprints(statement, tables).map(escapeText).join('<br>');
    const sql = `<code>${escapeText(clip(statement.sql.replace(/\s+/g, ' '), MOST_SQL))}</code>`;
    return `| ${statement.line} | ${sql} | ${sayDuration(statement.durationMs)} | ${footprints} |`;
  });
  const head = ['| line | statement | took | locks of existing tables |', '| ---: | --- | ---: | --- |'];
  return [`#### ${codeSpan(tag)} · ${TRANSACTIONS[transaction]}`, '', ...head, ...rows].join('\n');
}
