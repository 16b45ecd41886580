import type { CatalogObject } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';
import type { Renderer } from './renderer.js';

/** The three options that pgRole knows. */
export const role: Renderer = {
  create: (role) => [`CREATE ROLE ${quoteIdentifier(role.name)} ${options(role)}`],
  drop: ({ name }) => [`DROP ROLE ${quoteIdentifier(name)}`],
  alter: ({ expected, differing }) =>
    [...differing].every((attribute) => ['createDb', 'createRole', 'inherit'].includes(attribute))
      ? [`ALTER ROLE ${quoteIdentifier(expected.name)} ${options(expected)}`]
      : null,
};

function options({ attributes: { createDb, createRole, inherit } }: CatalogObject): string {
  return `${createDb ? '' : 'NO'}CREATEDB ${createRole ? '' : 'NO'}CREATEROLE ${inherit ? '' : 'NO'}INHERIT`;
}
