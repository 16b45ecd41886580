/** One pair: both loaded into databases of one server, and compared in both directions. */
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import type { Catalog, Difference, ObjectKind } from '../../src/model/catalog.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { dropSubscriptions, load } from './load.js';
import type { Pair } from './read-pairs.js';

export interface Judged {
  /** In the direction from a to b. */
  readonly differences: readonly Difference[];
  /** What the comparison says that it should not say, or does not say that it should; empty: all is well. */
  readonly faults: readonly string[];
  /** Kinds of dump entries of which nothing is told. Some entries differ for others alone, as that of a table does for its sequence. */
  readonly untold: readonly string[];
}

/** Leaves the roles behind. Throws where a side does not load. */
export async function judgePair(server: EphemeralServer, { a, b, differing, migration }: Pair): Promise<Judged> {
  await using left = await server.createDatabase();
  await using right = await server.createDatabase();
  const [one, other] = [await left.connect(), await right.connect()];
  await load(one, a);
  await load(other, b);
  // Both are read with both loaded: roles are the server's, not those of a database.
  const [expected, actual] = [await readCatalog(one), await readCatalog(other)];
  const there = compareCatalogs(expected, actual, 'all');
  const back = compareCatalogs(actual, expected, 'all');
  const faults = [
    ...(await tellOfItself(expected, one)).map((told) => `a against itself: ${told}`),
    ...(await tellOfItself(actual, other)).map((told) => `b against itself: ${told}`),
    ...judgeDirection('a to b', there, differing),
    ...judgeDirection('b to a', back, differing),
  ];
  if (migration !== null) {
    await load(one, migration);
    faults.push(...compareCatalogs(actual, await readCatalog(one), 'all').map((told) => `migrated: ${tell(told)}`));
  }
  for (const sql of [one, other]) await dropSubscriptions(sql);
  return { differences: there, faults, untold: untoldIn(there, differing) };
}

/** Equal pairs are silent; of pairs that differ, an object of one of the kinds that differ is named. */
function judgeDirection(
  direction: string,
  differences: readonly Difference[],
  differing: readonly string[],
): readonly string[] {
  if (differing.length === 0) return differences.map((difference) => `${direction}: ${tell(difference)}`);
  const isNamed = untoldIn(differences, differing).length < differing.length;
  return isNamed ? [] : [`${direction}: none of ${differing.join(', ')} is told`];
}

async function tellOfItself(catalog: Catalog, sql: Parameters<typeof readCatalog>[0]): Promise<readonly string[]> {
  return compareCatalogs(catalog, await readCatalog(sql), 'all').map(tell);
}

function tell({ change, object, attributes }: Difference): string {
  return `${change} ${object} (${attributes.map(({ attribute }) => attribute).join(', ')})`;
}

/** The kinds of dump entries of which no difference tells. What only one side has is told together with all its parts. */
function untoldIn(differences: readonly Difference[], differing: readonly string[]): readonly string[] {
  const told = new Set(differences.map(({ kind }) => kind));
  const isWholeTold = differences.some(({ kind, change }) => WHOLES.has(kind) && change !== 'changed');
  return differing.filter((entry) => {
    const kinds = KINDS[entry];
    if (kinds === undefined) throw new Error(`"${entry}" is a kind of dump entry that is not known here`);
    return !kinds.some((kind) => told.has(kind)) && !(isWholeTold && PARTS.has(entry));
  });
}

const WHOLES: ReadonlySet<ObjectKind> = new Set([
  'table',
  'column',
  'view',
  'materialized view',
  'foreign table',
  'extension',
]);
const PARTS: ReadonlySet<string> = new Set([
  'ACL',
  'CHECK CONSTRAINT',
  'COMMENT',
  'CONSTRAINT',
  'DEFAULT',
  'FK CONSTRAINT',
  'INDEX',
  'INDEX ATTACH',
  'POLICY',
  'ROW SECURITY',
  'RULE',
  'SEQUENCE',
  'SEQUENCE OWNED BY',
  'TABLE ATTACH',
  'TRIGGER',
]);

/** Kinds of dump entries, and the kinds of objects that tell of them. */
const KINDS: Readonly<Record<string, readonly ObjectKind[]>> = {
  ACL: ['grant'],
  AGGREGATE: ['aggregate'],
  'CHECK CONSTRAINT': ['check', 'domain'],
  COLLATION: ['collation'],
  COMMENT: ['comment'],
  CONSTRAINT: ['primary key', 'unique', 'exclusion', 'check'],
  DEFAULT: ['column'],
  'DEFAULT ACL': ['default privilege'],
  DOMAIN: ['domain'],
  'EVENT TRIGGER': ['event trigger'],
  EXTENSION: ['extension'],
  'FK CONSTRAINT': ['foreign key'],
  'FOREIGN DATA WRAPPER': ['other'],
  'FOREIGN TABLE': ['foreign table', 'column', 'check'],
  FUNCTION: ['function'],
  INDEX: ['index'],
  'INDEX ATTACH': ['index', 'primary key', 'unique'],
  'MATERIALIZED VIEW': ['materialized view'],
  POLICY: ['policy'],
  PROCEDURE: ['procedure'],
  PUBLICATION: ['publication'],
  'PUBLICATION TABLE': ['publication'],
  'PUBLICATION TABLES IN SCHEMA': ['publication'],
  'ROW SECURITY': ['table'],
  RULE: ['rule'],
  SCHEMA: ['schema'],
  SEQUENCE: ['sequence', 'column'],
  'SEQUENCE OWNED BY': ['sequence', 'column'],
  SERVER: ['foreign server'],
  SUBSCRIPTION: ['other'],
  TABLE: ['table', 'column', 'check'],
  'TABLE ATTACH': ['table'],
  TRIGGER: ['trigger'],
  TYPE: ['type', 'enum'],
  'USER MAPPING': ['other'],
  VIEW: ['view'],
};
