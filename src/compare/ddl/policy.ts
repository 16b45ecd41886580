import type { CatalogObject } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';
import { listOf, replaceBy, tableOf, textOf, type Renderer } from './renderer.js';

const parts: Pick<Renderer, 'create' | 'drop'> = {
  create: (policy) => [
    [
      `CREATE POLICY ${quoteIdentifier(policy.name)} ON ${tableOf(policy)}`,
      `AS ${policy.attributes['permissive'] === false ? 'RESTRICTIVE' : 'PERMISSIVE'}`,
      `FOR ${textOf(policy, 'command')?.toUpperCase()} TO ${roles(policy)}`,
      ...clause('USING', textOf(policy, 'using')),
      ...clause('WITH CHECK', textOf(policy, 'check')),
    ].join(' '),
  ],
  drop: (policy) => [`DROP POLICY ${quoteIdentifier(policy.name)} ON ${tableOf(policy)}`],
};

/** ALTER POLICY knows neither command nor AS, and cannot take an expression away. */
export const policy: Renderer = { ...parts, alter: replaceBy(parts) };

/** PUBLIC is a keyword, and a role of that name cannot be made. */
function roles(policy: CatalogObject): string {
  return listOf(policy, 'roles')
    .map((role) => (role === 'public' ? 'PUBLIC' : quoteIdentifier(role)))
    .join(', ');
}

function clause(keyword: string, expression: string | null): string[] {
  return expression === null ? [] : [`${keyword} (${expression})`];
}
