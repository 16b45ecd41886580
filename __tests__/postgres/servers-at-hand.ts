/** The servers that tests can start: embedded always, native ones as far as npm or the machine has them. */
import { resolve } from 'node:path';
import type { EphemeralServer } from '../../src/model/server.js';
import { findPackage } from '../../src/postgres/packages/find-package.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';
import { EMBEDDED_MAJOR } from '../../src/postgres/servers/embedded.js';
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

const SUPPORTED = [14, 15, 16, 17, 18];

/** Majors of native PostgreSQL that `npm ci` has brought (`servers/`), lowest first. */
export const MAJORS_AT_HAND: readonly number[] = SUPPORTED.filter(
  (major) => findPackage(resolve('servers', String(major)), major) !== null,
);
if (MAJORS_AT_HAND.length < SUPPORTED.length) {
  console.warn(`tested on PostgreSQL ${MAJORS_AT_HAND.join(', ') || 'of no major'} alone: npm brought no others`);
}

/** Every server that can be had here, by name: the embedded one, and a native one of each major. */
export const SERVERS_AT_HAND: readonly (readonly [
  name: string,
  major: number,
  start: (extensions: readonly string[]) => Promise<EphemeralServer>,
])[] = [
  ['embedded', EMBEDDED_MAJOR, async (extensions) => startAtHand('embedded', extensions)],
  ...MAJORS_AT_HAND.map((major) => [`PostgreSQL ${major}`, major, async () => startMajor(major)] as const),
];

/** A native server of that major. */
export async function startMajor(major: number): Promise<EphemeralServer> {
  const folder = resolve('servers', String(major));
  return startServer({ provider: 'binaries', version: major, image: null, givenUrl: null, extensions: [], folder });
}
