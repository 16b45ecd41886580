/** Where environments stand, for a person at a terminal. */
import type { Environment } from '../../model/status.js';
import { sayNumber } from '../count.js';
import type { Terminal } from '../pretty.js';
import { renderFinding } from '../pretty/finding.js';
import { createStyle, type Style } from '../pretty/style.js';
import type { Sources } from '../sources.js';
import { disarmCommands, visible } from '../visible.js';
import { notesOn, rowsOf } from './rows.js';

/** A table of the entries, then each environment with its findings. Ends with a line break. */
export function renderStatusPretty(
  environments: readonly Environment[],
  sources: Sources,
  { color, width }: Terminal,
): string {
  const style = createStyle(color);
  const lines = [
    ...renderTable(environments, style),
    ...environments.flatMap((environment) => [
      '',
      style.bold(visible(environment.status.name)),
      ...notesOn(environment).map((note) => `  ${visible(note)}`),
      ...environment.status.findings.flatMap((finding) => ['', ...renderFinding(finding, { style, sources, width })]),
    ]),
  ];
  return disarmCommands(`${lines.join('\n').trimEnd()}\n`);
}

function renderTable(environments: readonly Environment[], style: Style): readonly string[] {
  const rows = rowsOf(environments);
  if (rows.length === 0) return ['no migrations'];
  const names = environments.map(({ status }) => visible(status.name));
  const cells = rows.map(({ label, states }) => [visible(label), ...states]);
  const widths = ['', ...names].map((name, column) =>
    Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const align = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const differing = rows.filter(({ differs }) => differs).length;
  return [
    style.bold(`  ${align(['', ...names])}`),
    ...rows.map(({ differs }, at) => {
      const line = align(cells[at] ?? []);
      return differs ? style.warning(`≠ ${line}`) : `  ${line}`;
    }),
    ...(environments.length < 2
      ? []
      : [
          '',
          differing === 0 ? 'the environments agree' : `they differ in ${sayNumber(differing, 'entry', 'entries')}`,
        ]),
  ];
}
