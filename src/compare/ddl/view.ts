import type { CatalogObject } from '../../model/catalog.js';
import { listOf, qualified, replaceBy, textOf, type Renderer } from './renderer.js';

/** CREATE OR REPLACE cannot take columns away or give them another type: drop and create, as drizzle-kit does. */
function viewRenderer(kind: 'VIEW' | 'MATERIALIZED VIEW'): Renderer {
  const create = (view: CatalogObject) => {
    const options = listOf(view, 'options');
    const clause = options.length === 0 ? '' : ` WITH (${options.join(', ')})`;
    const query = (textOf(view, 'definition') ?? '').trim().replace(/;$/, '');
    return [`CREATE ${kind} ${qualified(view)}${clause} AS ${query}`];
  };
  const drop = (view: CatalogObject) => [`DROP ${kind} ${qualified(view)}`];
  return { create, drop, alter: replaceBy({ create, drop }) };
}

export const view = viewRenderer('VIEW');
export const materializedView = viewRenderer('MATERIALIZED VIEW');
