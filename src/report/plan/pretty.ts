/** A plan for a person at a terminal. */
import type { Plan, PlannedMigration } from '../../model/release.js';
import { renderFinding, type Page } from '../pretty/finding.js';
import { createStyle, type Style } from '../pretty/style.js';
import { keepStart } from '../pretty/width.js';
import type { Terminal } from '../pretty.js';
import type { Sources } from '../sources.js';
import { disarmCommands, visible } from '../visible.js';
import { sayDuration, sayFootprints, sayOutcome, TRANSACTIONS } from './words.js';

/** What runs in its order, then what speaks against it, and the outcome in the last line. Redact the plan before. */
export function renderPlanPretty(plan: Plan, sources: Sources, { color, width }: Terminal): string {
  const style = createStyle(color);
  const page: Page = { style, sources, width };
  const lines = [
    `${style.bold(`plan for ${visible(plan.target)}`)}${style.dim(` · ${plan.fingerprint.slice(0, 12)}`)}`,
    '',
    ...plan.pending.flatMap((migration) => [...renderMigration(migration, plan, page), '']),
    ...plan.refusals.flatMap((finding) => renderFinding(finding, page)),
    paintOutcome(plan, style),
  ];
  return disarmCommands(`${lines.join('\n')}\n`);
}

function renderMigration({ tag, transaction, statements }: PlannedMigration, { tables }: Plan, page: Page): string[] {
  const { style, width } = page;
  return [
    `${style.bold(visible(tag))} ${style.dim(TRANSACTIONS[transaction])}`,
    ...statements.flatMap((statement) => {
      const { line, sql, durationMs } = statement;
      const head = `  ${String(line).padStart(4)} ${sayDuration(durationMs).padStart(8)}  `;
      return [
        `${style.dim(head)}${keepStart(visible(sql), Math.max(20, width - head.length))}`,
        ...sayFootprints(statement, tables).map((text) => `${' '.repeat(head.length)}${style.notice(visible(text))}`),
      ];
    }),
  ];
}

function paintOutcome(plan: Plan, style: Style): string {
  const paint = plan.refusals.length > 0 ? style.error : style.passed;
  return paint(style.bold(sayOutcome(plan)));
}
