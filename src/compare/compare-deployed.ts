/** A deployed database against what its history builds. Pure. */
import { type Catalog, type Difference } from '../model/catalog.js';
import { keyOf } from './catalog-index.js';
import { compareCatalogs } from './compare-catalogs.js';

/** What a history builds on an ephemeral server, and what was there before its first migration. */
export interface Expected {
  readonly catalog: Catalog;
  readonly platform: Catalog;
}

/** Whether the two servers print the same object alike. */
export function isComparable(left: Pick<Catalog, 'serverVersion'>, right: Pick<Catalog, 'serverVersion'>): boolean {
  return majorOf(left.serverVersion) === majorOf(right.serverVersion);
}

/** The first part of `server_version_num`. */
export function majorOf(serverVersion: number): number {
  return Math.floor(serverVersion / 10_000);
}

/**
 * The part of a deployed database that its history has to do with: `schemas`, those that the history makes, and single
 * objects that it makes in schemas of the platform (a trigger on `auth.users`). `expected` is null where it is not known.
 */
export function withinHistory(deployed: Catalog, schemas: readonly string[], expected: Expected | null): Catalog {
  const made = new Set(expected?.catalog.objects.map(keyOf));
  const given = new Set(expected?.platform.objects.map(keyOf));
  const own = new Set(['public', ...schemas, ...schemasOf(expected?.catalog)]);
  const objects = deployed.objects.filter((object) => {
    const key = keyOf(object);
    return made.has(key) || (!given.has(key) && (object.schema === null || own.has(object.schema)));
  });
  return { ...deployed, objects };
}

function schemasOf(catalog: Catalog | undefined): string[] {
  return (catalog?.objects ?? []).filter(({ kind }) => kind === 'schema').map(({ name }) => name);
}

/** `deployed` is `withinHistory`. Throws where the two are not comparable. */
export function compareDeployed(expected: Catalog, deployed: Catalog): readonly Difference[] {
  return compareCatalogs(expected, deployed, 'deployed');
}
