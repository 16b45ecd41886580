/** What `fix` changed, file by file, and what it left. */
import type { Finding } from '../model/finding.js';
import { sayNumber } from './count.js';
import { visible } from './visible.js';

export interface Fixes {
  readonly renumbered: readonly {
    readonly moves: readonly { readonly from: string; readonly to: string }[];
    readonly changes: readonly { readonly path: string; readonly after: string | null }[];
  }[];
  readonly files: readonly { readonly source: { readonly path: string }; readonly findings: readonly Finding[] }[];
  readonly left: readonly { readonly finding: Finding; readonly reason: string }[];
}

/** Plain text; `written`: the files were changed, not only looked at. */
export function renderFixes({ files, left, renumbered }: Fixes, written: boolean): string {
  const verb = written ? 'changed' : 'would change';
  const numbers = renumbered.flatMap(({ moves, changes }) => [
    ...moves.map(({ from, to }) => `${written ? 'renumbered' : 'would renumber'} ${visible(from)} as ${visible(to)}`),
    ...changes.map(({ path, after }) => `  ${after === null ? 'without' : 'with'} ${visible(path)}`),
  ]);
  const blocks = files.map(({ source, findings }) => [
    `${verb} ${visible(source.path)}`,
    ...findings.map((finding) => `  ${placeOf(finding)} ${titleOf(finding)}: ${say(finding)}`),
  ]);
  const rest = left.map(({ finding, reason }) => {
    return `  ${fileOf(finding)}:${placeOf(finding)} ${say(finding)}\n    ${visible(reason)}`;
  });
  const count = files.length + renumbered.flatMap(({ changes }) => changes).length;
  const total = `${sayNumber(count, 'file')} ${verb === 'changed' ? 'changed' : 'to change'}`;
  const summary = left.length === 0 ? total : `${total}, ${sayNumber(left.length, 'finding')} left`;
  return [...numbers, ...blocks.flat(), ...(rest.length === 0 ? [] : ['left as it is', ...rest]), summary, ''].join(
    '\n',
  );
}

/** What a replay cannot vouch for is to be read by somebody. */
function titleOf({ fix }: Finding): string {
  return `${visible(fix?.title ?? '')}${fix?.safety === 'review' ? ' (look at it before you commit it)' : ''}`;
}

function say({ message }: Finding): string {
  return visible(message);
}

function placeOf({ location }: Finding): string {
  return 'line' in location ? String(location.line) : visible(location.object);
}

function fileOf({ location }: Finding): string {
  return 'file' in location ? visible(location.file) : location.catalog;
}
