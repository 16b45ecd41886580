/** Connection strings come from the environment alone. */
import { CannotJudge } from '../model/cannot-judge.js';
import type { Options } from './table.js';

export interface ConnectionStrings {
  /** A server for ephemeral databases; null: none is given. */
  readonly postgres: string | null;
  /** The deployed database; null: none is given. */
  readonly database: GivenDatabase | null;
}

export interface GivenDatabase {
  readonly url: string;
  /** The environment variable that holds it. */
  readonly variable: string;
  /** By `--database-url-env`. DATABASE_URL may also happen to be set, to satisfy a config. */
  readonly isNamed: boolean;
}

/** Throws CannotJudge where `--database-url-env` names a variable that is not set. */
export function readConnectionStrings(
  options: Pick<Options, 'databaseUrlEnv'>,
  environment: NodeJS.ProcessEnv = process.env,
): ConnectionStrings {
  const variable = options.databaseUrlEnv ?? 'DATABASE_URL';
  const isNamed = options.databaseUrlEnv !== null;
  const url = environment[variable] || null;
  if (url === null && isNamed) {
    throw new CannotJudge(`environment variable "${variable}" is not set`, {
      hint: `Set ${variable} to the connection string of the deployed database, or leave --database-url-env out.`,
    });
  }
  return {
    postgres: environment['GATEKEEPER_POSTGRES_URL'] || null,
    database: url === null ? null : { url, variable, isNamed },
  };
}

/** Every connection string in the environment, whatever its name: none of them may be printed. */
export function secretsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  return Object.values(environment).filter(
    (value) => value !== undefined && /^postgres(ql)?:\/\//i.test(value),
  ) as string[];
}
