/** A type as Postgres prints it → the column function of Drizzle. */
import { call, options, quote, unquotePath, variableOf, type Uses } from './words.js';

/** What is needed of the catalog: enums by the name that Postgres prints. */
export interface Enums {
  readonly has: (name: string) => boolean;
}

interface Pattern {
  readonly type: RegExp;
  readonly name: string;
  readonly options?: (groups: readonly (string | undefined)[]) => Readonly<Record<string, string | null>>;
}

const given = (value: string | undefined) => value ?? null;

const PATTERNS: readonly Pattern[] = [
  { type: /^smallint$/, name: 'smallint' },
  { type: /^integer$/, name: 'integer' },
  { type: /^bigint$/, name: 'bigint', options: () => ({ mode: "'number'" }) },
  { type: /^boolean$/, name: 'boolean' },
  { type: /^text$/, name: 'text' },
  { type: /^character varying(?:\((\d+)\))?$/, name: 'varchar', options: ([length]) => ({ length: given(length) }) },
  { type: /^character(?:\((\d+)\))?$/, name: 'char', options: ([length]) => ({ length: given(length) }) },
  {
    type: /^numeric(?:\((\d+),(\d+)\))?$/,
    name: 'numeric',
    options: ([precision, scale]) => ({ precision: given(precision), scale: given(scale) }),
  },
  { type: /^real$/, name: 'real' },
  { type: /^double precision$/, name: 'doublePrecision' },
  { type: /^uuid$/, name: 'uuid' },
  { type: /^json$/, name: 'json' },
  { type: /^jsonb$/, name: 'jsonb' },
  { type: /^date$/, name: 'date' },
  {
    type: /^(?:timestamp)(?:\((\d)\))? with(out)? time zone$/,
    name: 'timestamp',
    options: ([precision, without]) => ({
      precision: given(precision),
      withTimezone: without === undefined ? 'true' : null,
    }),
  },
  {
    type: /^time(?:\((\d)\))? with(out)? time zone$/,
    name: 'time',
    options: ([precision, without]) => ({
      precision: given(precision),
      withTimezone: without === undefined ? 'true' : null,
    }),
  },
  {
    type: /^interval(?: ([a-z ]+))?(?:\((\d)\))?$/,
    name: 'interval',
    options: ([fields, precision]) => ({
      fields: fields === undefined ? null : quote(fields),
      precision: given(precision),
    }),
  },
  { type: /^inet$/, name: 'inet' },
  { type: /^cidr$/, name: 'cidr' },
  { type: /^macaddr$/, name: 'macaddr' },
  { type: /^macaddr8$/, name: 'macaddr8' },
  { type: /^point$/, name: 'point' },
  { type: /^line$/, name: 'line' },
  ...['vector', 'halfvec', 'sparsevec', 'bit'].map((name) => ({
    type: new RegExp(`^(?:\\w+\\.)?${name}\\((\\d+)\\)$`),
    name,
    options: ([dimensions]: readonly (string | undefined)[]) => ({ dimensions: given(dimensions) }),
  })),
];

const SERIALS: Readonly<Record<string, string>> = { smallint: 'smallserial', integer: 'serial', bigint: 'bigserial' };

/** `varchar('email', { length: 120 })`; what Drizzle has no function for becomes a custom type. */
export function columnCall(name: string, type: string, isSerial: boolean, enums: Enums, uses: Uses): string {
  const element = /^(.*)\[\]$/.exec(type)?.[1];
  if (element !== undefined) return `${columnCall(name, element, false, enums, uses)}.array()`;
  if (enums.has(type)) return `${enumVariable(type)}(${quote(name)})`;
  const pattern = PATTERNS.find((each) => each.type.test(type));
  if (pattern === undefined) {
    uses.add('customType');
    return `customType<{ data: string }>({ dataType: () => ${quote(type)} })(${quote(name)})`;
  }
  const called = isSerial ? (SERIALS[pattern.name] ?? pattern.name) : pattern.name;
  uses.add(called);
  const groups = pattern.type.exec(type)?.slice(1) ?? [];
  return call(called, quote(name), options(pattern.options?.(groups) ?? {}));
}

function enumVariable(type: string): string {
  const [name = '', schema = null] = unquotePath(type).toReversed();
  return variableOf({ schema, name });
}
