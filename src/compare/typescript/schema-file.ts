/** A catalog → a schema file, as far as Drizzle can state it. */
import type { Catalog, CatalogObject } from '../../model/catalog.js';
import { isExpressible } from '../expressible.js';
import { indexCatalog, isWhole } from '../catalog-index.js';
import type { Uses } from './words.js';
import { declare } from './whole.js';

const ORDER: readonly CatalogObject['kind'][] = [
  'schema',
  'role',
  'enum',
  'sequence',
  'table',
  'view',
  'materialized view',
];

/** Every object that stands by itself, with its parts; what Drizzle cannot state is left out. */
export function schemaFile(catalog: Catalog): string {
  const index = indexCatalog(catalog);
  const expressible = { ...catalog, objects: catalog.objects.filter((object) => isExpressible(object, index)) };
  const uses: Uses = new Set();
  const wholes = expressible.objects.filter(
    (object) => object.parent === null && (isWhole(object) || ORDER.includes(object.kind)),
  );
  const declarations = ORDER.flatMap((kind) =>
    wholes
      .filter((object) => object.kind === kind && !isBuiltIn(object))
      .flatMap((object) => declare(object, expressible, uses) ?? []),
  );
  return `${importsOf(uses)}\n${declarations.join('\n\n')}\n`;
}

/** There in every database. */
function isBuiltIn({ kind, name, attributes }: CatalogObject): boolean {
  return (kind === 'schema' && name === 'public') || (kind === 'role' && attributes['superuser'] === true);
}

export function importsOf(uses: Uses): string {
  const core = [...uses].filter((name) => name !== 'sql').sort();
  return [
    ...(uses.has('sql') ? ["import { sql } from 'drizzle-orm';"] : []),
    ...(core.length > 0 ? [`import { ${core.join(', ')} } from 'drizzle-orm/pg-core';`] : []),
    '',
  ].join('\n');
}
