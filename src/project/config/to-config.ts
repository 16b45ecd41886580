/** What a drizzle config says, judged as drizzle-kit judges it. */
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Casing, Config, TrackerPlace } from '../../model/project.js';
import type { ConfigReply } from '../schema/protocol.js';

type Options = ConfigReply['options'];

export const DEFAULT_TRACKER: TrackerPlace = { schema: 'drizzle', table: '__drizzle_migrations' };

/** Throws CannotJudge where drizzle-kit would refuse the config, and where it is not for PostgreSQL. */
export function toConfig(path: string, { type, options }: ConfigReply): Config {
  if (type !== 'object') {
    throw new CannotJudge(`"${path}" exports ${type === 'undefined' ? 'nothing' : `a ${type}`}, not a config object`, {
      hint: 'Export the object itself: export default defineConfig({ … })',
    });
  }
  requirePostgres(path, options);
  const tracker = record(path, options, 'migrations');
  return {
    path,
    schema: readSchemaPatterns(path, options),
    out: readText(path, options, 'out') ?? 'drizzle',
    casing: readCasing(path, options),
    breakpoints: options['breakpoints'] !== false,
    driver: readText(path, options, 'driver'),
    tracker: {
      schema: readText(path, tracker, 'schema') ?? DEFAULT_TRACKER.schema,
      table: readText(path, tracker, 'table') ?? DEFAULT_TRACKER.table,
    },
  };
}

/** Before 0.21 there was no `dialect`, and `driver` named the database. */
function requirePostgres(path: string, options: Options): void {
  const dialect = options['dialect'] ?? options['driver'];
  if (dialect === 'postgresql' || dialect === 'pg') return;
  if (dialect === undefined) {
    throw new CannotJudge(`"${path}" has no "dialect"`, { hint: `Add dialect: 'postgresql' to it.` });
  }
  throw new CannotJudge(`"${path}" is for dialect ${JSON.stringify(dialect)}; only PostgreSQL can be judged`, {
    hint: 'Name the PostgreSQL configs with --config.',
  });
}

function readSchemaPatterns(path: string, options: Options): readonly string[] {
  const schema = options['schema'] ?? [];
  const patterns: readonly unknown[] = Array.isArray(schema) ? schema : [schema];
  if (patterns.every((pattern) => typeof pattern === 'string')) return patterns;
  throw refused(path, 'schema', 'a path or a list of paths');
}

function readCasing(path: string, options: Options): Casing | null {
  const casing = options['casing'] ?? null;
  if (casing === null || casing === 'snake_case' || casing === 'camelCase') return casing;
  throw refused(path, 'casing', `'snake_case' or 'camelCase'`);
}

function readText(path: string, options: Options, name: string): string | null {
  const value = options[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw refused(path, name, 'text');
}

function record(path: string, options: Options, name: string): Options {
  const value = options[name] ?? {};
  if (typeof value === 'object') return value as Options;
  throw refused(path, name, 'an object');
}

function refused(path: string, name: string, expected: string): CannotJudge {
  return new CannotJudge(`"${name}" in "${path}" is not ${expected}`, {
    hint: 'Correct it as https://orm.drizzle.team/docs/drizzle-config-file describes.',
  });
}
