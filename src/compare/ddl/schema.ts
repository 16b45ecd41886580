import { quoteIdentifier } from '../../model/quote.js';
import type { Renderer } from './renderer.js';

export const schema: Renderer = {
  create: ({ name }) => [`CREATE SCHEMA ${quoteIdentifier(name)}`],
  drop: ({ name }) => [`DROP SCHEMA ${quoteIdentifier(name)}`],
  alter: () => null,
};
