/** Drizzle's own table is no part of the schema that it keeps. */
import type { Catalog, CatalogObject } from '../../model/catalog.js';
import type { TrackerPlace } from '../../model/project.js';

/** The catalog without the tracker, all that hangs on it, and its schema if nothing else lives there. */
export function withoutTracker(catalog: Catalog, tracker: TrackerPlace): Catalog {
  const rest = catalog.objects.filter((object) => !isTracker(object, tracker));
  const schemaIsEmpty = tracker.schema !== 'public' && !rest.some((object) => object.schema === tracker.schema);
  const isItsSchema = (object: CatalogObject) => object.kind === 'schema' && object.name === tracker.schema;
  return { ...catalog, objects: schemaIsEmpty ? rest.filter((object) => !isItsSchema(object)) : rest };
}

function isTracker(object: CatalogObject, { schema, table }: TrackerPlace): boolean {
  const relation = `${schema}.${table}`;
  const { ownedBy, relation: on } = object.attributes;
  if (typeof ownedBy === 'string' && ownedBy.startsWith(`${relation}.`)) return true;
  if (on === relation) return true;
  return object.schema === schema && (object.parent ?? object.name) === table;
}
