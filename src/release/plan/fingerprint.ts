/** What a plan stands on, as one number: moved by anything that could make it another plan. */
import { createHash } from 'node:crypto';
import { nameOf, type Catalog } from '../../model/catalog.js';
import type { DeployedFacts } from '../../model/deployed.js';
import { migrationsOf, type History } from '../../model/history.js';

/** SHA-256 over tracker, deployed catalog and migrations, hexadecimal; the same whatever the order in which servers list objects. */
export function fingerprintOf(
  history: History,
  { reading, catalog }: Pick<DeployedFacts, 'reading' | 'catalog'>,
): string {
  const migrations = migrationsOf(history).map(({ tag, when, hash }) => [tag, when, hash]);
  const ground = JSON.stringify([reading.tracker, majorOf(catalog), sortedObjects(catalog), migrations]);
  return createHash('sha256').update(ground).digest('hex');
}

/** A minor release between plan and apply changes nothing of a plan. */
function majorOf({ serverVersion }: Catalog): number {
  return Math.trunc(serverVersion / 10_000);
}

function sortedObjects({ objects }: Catalog): [name: string, attributes: unknown][] {
  const named = objects.map((object): [string, unknown] => [nameOf(object), object.attributes]);
  return named.sort(([left], [right]) => (left < right ? -1 : 1));
}
