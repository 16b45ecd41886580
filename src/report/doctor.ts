/** What `doctor` found, for a terminal or a log. */
import { diagnosesOf, type Diagnosis, type Examination, type Health } from '../model/diagnosis.js';
import { sayNumber } from './count.js';
import type { Terminal } from './pretty.js';
import { createStyle, type Style } from './pretty/style.js';
import { disarmCommands, visible } from './visible.js';

/** Ends with a line break. */
export function renderExamination(examination: Examination, { color }: Terminal): string {
  const style = createStyle(color);
  const sections = examination.projects.map(({ name, checks }) => [
    ...(name === null ? [] : ['', style.bold(visible(name))]),
    ...checks.flatMap((line) => renderLine(line, style)),
  ]);
  const machine = examination.machine.flatMap((line) => renderLine(line, style));
  const lines = [...machine, ...sections.flat(), '', sayHealth(diagnosesOf(examination), style)];
  return disarmCommands(`${lines.join('\n')}\n`);
}

const WORD = 'problem'.length;
const CHECK = 'database'.length;

function renderLine({ check, health, found, hint }: Diagnosis, style: Style): string[] {
  const line = `${paintOf(health, style)(health.padEnd(WORD))}  ${check.padEnd(CHECK)}  ${visible(found)}`;
  return hint === null ? [line] : [line, `${' '.repeat(WORD + CHECK + 4)}hint: ${visible(hint)}`];
}

function paintOf(health: Health, style: Style): (text: string) => string {
  if (health === 'ok') return style.passed;
  if (health === 'skipped') return style.dim;
  return health === 'problem' ? style.error : style.warning;
}

function sayHealth(lines: readonly Diagnosis[], style: Style): string {
  const count = (health: Health): number => lines.filter((line) => line.health === health).length;
  const problems = count('problem');
  const said = problems === 0 ? 'no problems' : sayNumber(problems, 'problem');
  const warnings = count('warning') === 0 ? [] : [sayNumber(count('warning'), 'warning')];
  const skipped = count('skipped') === 0 ? [] : [`${count('skipped')} not looked at`];
  const paint = problems === 0 ? style.passed : style.error;
  return [paint(style.bold(said)), ...warnings, ...skipped].join(', ');
}
