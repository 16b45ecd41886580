import { quoteLiteral } from '../../model/quote.js';
import { listOf, qualified, type Change, type Renderer } from './renderer.js';

export const enumeration: Renderer = {
  create: (type) => [`CREATE TYPE ${qualified(type)} AS ENUM (${listOf(type, 'labels').map(quoteLiteral).join(', ')})`],
  drop: (type) => [`DROP TYPE ${qualified(type)}`],
  alter: addLabels,
};

/** Labels can be added anywhere, but neither removed nor put into another order. */
function addLabels({ expected, actual, differing }: Change): string[] | null {
  const wanted = listOf(expected, 'labels');
  const present = listOf(actual, 'labels');
  const kept = wanted.filter((label) => present.includes(label));
  if (differing.size > 1 || kept.join('\0') !== present.join('\0')) return null;
  return wanted.flatMap((label, position) => {
    if (present.includes(label)) return [];
    const previous = wanted[position - 1];
    const neighbour = previous === undefined ? present[0] : previous;
    const place =
      neighbour === undefined ? '' : ` ${previous === undefined ? 'BEFORE' : 'AFTER'} ${quoteLiteral(neighbour)}`;
    return `ALTER TYPE ${qualified(expected)} ADD VALUE ${quoteLiteral(label)}${place}`;
  });
}
