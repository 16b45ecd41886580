/** Values that a column may take, as SQL text that casts to its type; the plainest first. */
import type { Column } from './tables.js';

/** By base type name without modifier; before `BY_CATEGORY`. */
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  uuid: ['00000000-0000-4000-8000-000000000001'],
  json: ['{}', '[]'],
  jsonb: ['{}', '[]'],
  bytea: ['\\x00'],
  xml: ['<a/>'],
  inet: ['127.0.0.1'],
  cidr: ['127.0.0.0/8'],
  macaddr: ['08:00:2b:01:02:03'],
  macaddr8: ['08:00:2b:01:02:03:04:05'],
  tsvector: ['a'],
  tsquery: ['a'],
  point: ['(0,0)'],
  line: ['{1,1,0}'],
  lseg: ['[(0,0),(1,1)]'],
  box: ['(1,1),(0,0)'],
  path: ['((0,0),(1,1))'],
  polygon: ['((0,0),(1,1),(1,0))'],
  circle: ['<(0,0),1>'],
  ltree: ['a'],
  hstore: [''],
  pg_lsn: ['0/0'],
};

/** By `pg_type.typcategory`. */
const BY_CATEGORY: Readonly<Record<string, readonly string[]>> = {
  A: ['{}'],
  B: ['true', 'false'],
  D: ['2000-01-01', '2100-01-01', '12:00'],
  N: ['1', '0', '100', '-1'],
  R: ['empty', '{}'],
  S: ['a', 'a@example.com', 'https://example.com', '', '00'],
  T: ['1 day'],
  V: ['1'],
};

/** Guesses for one column; literals of the table's CHECK constraints are tried after the plain ones. */
export function candidatesFor(column: Column, checks: readonly string[]): readonly string[] {
  if (column.labels.length > 0) return column.labels;
  const vector = /^(?:\w+\.)?(?:vector|halfvec)\((\d+)\)$/.exec(column.type);
  if (vector !== null) return [`[${Array.from({ length: Number(vector[1]) }, () => '1').join(',')}]`];
  const bits = /^bit\((\d+)\)$/.exec(column.type);
  if (bits !== null) return ['0'.repeat(Number(bits[1]))];
  const plain = BY_TYPE[column.type.replace(/\(.*$/, '')] ?? BY_CATEGORY[column.category] ?? ['a', '1', '{}'];
  const about = checks.filter((check) => check.includes(column.name));
  return [...new Set([...plain, ...about.flatMap(literalsOf)])];
}

function literalsOf(check: string): string[] {
  const texts = Array.from(check.matchAll(/'((?:[^']|'')*)'/g), ([, text]) => (text ?? '').replaceAll("''", "'"));
  const numbers = Array.from(check.matchAll(/-?\b\d+(?:\.\d+)?\b/g), ([number]) => number);
  return [...texts, ...numbers];
}
