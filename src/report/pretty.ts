/** The report for a person: a terminal, or a log. */
import type { Verdict } from '../model/verdict.js';
import { sayNumber, sayVerdict } from './count.js';
import { renderProject } from './pretty/project.js';
import { createStyle, type Style } from './pretty/style.js';
import type { Sources } from './sources.js';
import { disarmCommands } from './visible.js';

export interface Terminal {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

/** Findings with their SQL, then the axes, and the verdict in the last line, where the eye is. */
export function renderPretty(verdict: Verdict, sources: Sources, terminal: Terminal): string {
  const style = createStyle(terminal.color);
  const page = { style, sources, width: terminal.width };
  const lines = verdict.projects.flatMap((project) => renderProject(project, page));
  return disarmCommands(`${[...lines, renderVerdict(verdict, style)].join('\n')}\n`);
}

function renderVerdict(result: Verdict, style: Style): string {
  const { verdict, projects } = result;
  const entries = projects.reduce((sum, project) => sum + project.entries, 0);
  const time = projects.reduce((sum, { timings }) => sum + timings.totalMs, 0);
  const scope = `${sayNumber(entries, 'migration')}${projects.length > 1 ? ` of ${projects.length} projects` : ''}`;
  const skipped = projects.flatMap(({ checks }) => checks).filter(({ status }) => status === 'skipped').length;
  const blind = skipped === 0 ? '' : `, ${sayNumber(skipped, 'check')} skipped`;
  const text = `${sayVerdict(result)} in ${scope}${blind}, ${(time / 1000).toFixed(1)} s`;
  const word = verdict === 'passed' ? style.passed(style.bold('passed')) : style.error(style.bold('failed'));
  return `${word}: ${text}`;
}
