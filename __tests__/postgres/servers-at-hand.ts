/** The servers that this machine can start: embedded always, installed binaries where there are any. */
import type { EphemeralServer } from '../../src/model/server.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';
import { startServer } from '../../src/postgres/servers/start-server.js';

const local = findBinaries(null) !== null;
if (!local) console.warn('not tested on a local server: no PostgreSQL is installed');

export const PROVIDERS_AT_HAND = local ? (['embedded', 'local'] as const) : (['embedded'] as const);

export async function startAtHand(
  provider: 'embedded' | 'local',
  extensions: readonly string[] = [],
): Promise<EphemeralServer> {
  return startServer({ provider, version: null, image: null, givenUrl: null, extensions });
}
