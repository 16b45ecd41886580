import type { CatalogObject } from '../../model/catalog.js';
import { qualified, textOf, type Renderer } from './renderer.js';

const ALTERABLE: ReadonlySet<string> = new Set(['type', 'increment', 'min', 'max', 'start', 'cache', 'cycle']);

export const sequence: Renderer = {
  create: (sequence) => [`CREATE SEQUENCE ${qualified(sequence)} ${sequenceOptions(sequence)}`],
  drop: (sequence) => [`DROP SEQUENCE ${qualified(sequence)}`],
  alter: ({ expected, differing }) =>
    [...differing].every((attribute) => ALTERABLE.has(attribute))
      ? [`ALTER SEQUENCE ${qualified(expected)} ${sequenceOptions(expected)}`]
      : null,
};

function sequenceOptions(sequence: CatalogObject): string {
  const value = (attribute: string) => textOf(sequence, attribute);
  return (
    `AS ${value('type')} INCREMENT BY ${value('increment')} MINVALUE ${value('min')} MAXVALUE ${value('max')} ` +
    `START WITH ${value('start')} CACHE ${value('cache')} ${sequence.attributes['cycle'] === true ? 'CYCLE' : 'NO CYCLE'}`
  );
}
