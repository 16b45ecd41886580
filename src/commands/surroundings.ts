/** What a run takes from around it, besides its options. */
import { readDistrust } from '../github/distrust.js';
import { readImpliedBase } from '../github/implied-base.js';
import { remoteOf } from '../github/remote-repository.js';
import { readConnectionStrings, type ConnectionStrings } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import type { BaseRequest } from '../model/base.js';

export interface Surroundings {
  readonly connections: ConnectionStrings;
  /** The base of a run that names none. */
  readonly impliedBase: BaseRequest;
  /** Why code of the project is not run; null: it is. */
  readonly distrust: string | null;
  /** Milliseconds since 1970; absent: the time of the system. */
  readonly now?: number;
}

/** Throws CannotJudge where a variable that the options name is not set. */
export async function readSurroundings(options: Options, environment: NodeJS.ProcessEnv): Promise<Surroundings> {
  return {
    connections: readConnectionStrings(options, environment),
    impliedBase: await readImpliedBase(environment, remoteOf(environment, options.githubToken)),
    distrust: await readDistrust(environment),
  };
}
