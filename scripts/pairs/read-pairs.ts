/** Pairs of schemas out of other projects' test suites, and what was observed of them with `pg_dump`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Pair {
  /** As in `migra/enumdeps`. */
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** Kinds of dump entries that differ, as `pg_dump` calls them; empty: the dumps of both are equal. */
  readonly differing: readonly string[];
  /** SQL that makes `b` of `a`; null: there is none that does. */
  readonly migration: string | null;
}

export interface Suites {
  readonly pairs: readonly Pair[];
  /** Pairs that cannot be judged, with the reason. */
  readonly leftOut: readonly string[];
}

/** A row of `verified_pairs_pg15.json`. */
interface Observation {
  readonly suite: string;
  readonly case: string;
  readonly pg_dump_equal?: boolean;
  readonly differing_kinds?: readonly string[];
  readonly a_error?: string;
  readonly b_error?: string;
  readonly a_plus_migration_equals_b?: boolean;
}

/** `root` holds `verified_pairs_pg15.json` and, for each of its rows, `<suite>/<case>/{a,b}.sql`. */
export function readPairs(root: string): Suites {
  const text = readFileSync(join(root, 'verified_pairs_pg15.json'), 'utf8');
  const observations = JSON.parse(text) as readonly Observation[];
  return {
    pairs: observations.filter((each) => whyNot(each) === null).map((each) => readPair(root, each)),
    leftOut: observations.flatMap((each) => {
      const reason = whyNot(each);
      return reason === null ? [] : `${each.suite}/${each.case}: ${reason}`;
    }),
  };
}

function whyNot({ a_error, b_error, pg_dump_equal }: Observation): string | null {
  const error = a_error ?? b_error;
  if (error !== undefined) return `PostgreSQL 15 refuses it: ${error}`;
  return pg_dump_equal === undefined ? 'it was not observed' : null;
}

function readPair(root: string, observed: Observation): Pair {
  const name = join(observed.suite, observed.case);
  const read = (file: string) => readFileSync(join(root, name, file), 'utf8');
  const hasMigration = observed.a_plus_migration_equals_b === true && existsSync(join(root, name, 'expected.sql'));
  return {
    name,
    a: read('a.sql'),
    b: read('b.sql'),
    differing: observed.pg_dump_equal === true ? [] : (observed.differing_kinds ?? []),
    migration: hasMigration ? read('expected.sql') : null,
  };
}
