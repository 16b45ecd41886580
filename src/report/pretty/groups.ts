/** Many findings of one kind, a line for each migration: a history of years is not read statement by statement. */
import type { Finding } from '../../model/finding.js';
import { sayNumber, worstOf } from '../count.js';
import { placeOf } from '../order.js';
import { visible } from '../visible.js';
import type { Style } from './style.js';
import { columnsOf, keepEnd, keepStart } from './width.js';

const MOST_ROWS = 12;

/** Lines, an empty one at the end. `findings` must not be empty; `folder` is the one that the title names. */
export function renderGroups(findings: readonly Finding[], folder: string, style: Style, width: number): string[] {
  const groups = [...groupBy(findings, (finding) => placeIn(folder, finding))];
  const shown = groups.length <= MOST_ROWS + 1 ? groups : groups.slice(0, MOST_ROWS);
  const severity = worstOf(findings);
  const title = `${sayNumber(findings.length, 'more finding')} in ${sayNumber(groups.length, 'migration')}`;
  const room = Math.max(...shown.map(([place]) => columnsOf(visible(place))));
  const places = Math.min(room, Math.floor(width / 2));
  const digits = Math.max(...shown.map(([, group]) => String(group.length).length));
  const rows = shown.map(([place, group]) => {
    const name = keepEnd(visible(place), places);
    const gap = ' '.repeat(places - columnsOf(name));
    const head = `  ${name}${gap}  ${String(group.length).padStart(digits)}  `;
    return `${head}${style.dim(keepStart(sayCodes(group), Math.max(20, width - columnsOf(head))))}`;
  });
  return [
    `${style[severity](style.bold(`${severity}[idempotency]`))}${style.bold(`: ${title}`)}`,
    ...rows,
    ...sayMissing(groups.slice(shown.length), style),
    '',
  ];
}

function placeIn(folder: string, finding: Finding): string {
  const place = placeOf(finding);
  return place.startsWith(`${folder}/`) ? place.slice(folder.length + 1) : place;
}

function sayMissing(groups: readonly (readonly [string, readonly Finding[]])[], style: Style): string[] {
  if (groups.length === 0) return [];
  const count = groups.reduce((sum, [, group]) => sum + group.length, 0);
  const text = `… ${sayNumber(count, 'finding')} in ${sayNumber(groups.length, 'more migration')}`;
  return [style.dim(`  ${text}; --format json lists them all`)];
}

/** `create-table 12, add-constraint 8`: the frequent ones first. */
function sayCodes(findings: readonly Finding[]): string {
  return [...groupBy(findings, ({ code }) => code.split('/')[1] ?? code)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([slug, group]) => `${slug} ${group.length}`)
    .join(', ');
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return groups;
}
