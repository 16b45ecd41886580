/** Leaves out what was there before the first migration. */
import { nameOf, type Catalog } from '../model/catalog.js';

/** The catalog without the objects that `platform` has in the same form; what a migration changed of them stays. */
export function withoutPlatform(catalog: Catalog, platform: Catalog): Catalog {
  const given = new Map(platform.objects.map((object) => [nameOf(object), JSON.stringify(object.attributes)]));
  const objects = catalog.objects.filter((object) => given.get(nameOf(object)) !== JSON.stringify(object.attributes));
  return { ...catalog, objects };
}
