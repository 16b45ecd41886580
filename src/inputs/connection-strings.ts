/** Connection strings come from the environment alone. */
import { CannotJudge } from '../model/cannot-judge.js';
import type { Options } from './table.js';

export interface ConnectionStrings {
  /** A server for ephemeral databases; null: none is given. */
  readonly postgres: string | null;
  /** The deployed database; null: none is given. */
  readonly database: string | null;
}

/** Throws CannotJudge where `--database-url-env` names a variable: no version reads a deployed database yet. */
export function readConnectionStrings(
  options: Pick<Options, 'databaseUrlEnv'>,
  environment: NodeJS.ProcessEnv = process.env,
): ConnectionStrings {
  const name = options.databaseUrlEnv;
  const database = environment[name] || null;
  if (database === null && name !== 'DATABASE_URL') {
    throw new CannotJudge(`environment variable "${name}" is not set`, {
      hint: `Set ${name} to the connection string of the deployed database, or leave --database-url-env out.`,
    });
  }
  if (name !== 'DATABASE_URL') {
    // Asked for by name and not done is not the same as a variable that happens to be there.
    throw new CannotJudge('this version does not read a deployed database', {
      hint: 'Leave --database-url-env out: history, replays, drift and idempotency need no deployed database.',
    });
  }
  return { postgres: environment['GATEKEEPER_POSTGRES_URL'] || null, database };
}

/** Every connection string in the environment, whatever its name: none of them may be printed. */
export function secretsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  return Object.values(environment).filter(
    (value) => value !== undefined && /^postgres(ql)?:\/\//i.test(value),
  ) as string[];
}
