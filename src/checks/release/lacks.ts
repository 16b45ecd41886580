/** Rights that a release needs and its role has not, from what the proof has seen change rather than from SQL text. */
import { compareCatalogs } from '../../compare/compare-catalogs.js';
import type { Catalog, CatalogObject, Difference, ObjectKind } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';
import type { TrackerPlace } from '../../model/project.js';
import type { ParsedFile } from '../../model/sql.js';
import { lacksOfReferences, lacksOfRows, type Lack } from './lacks-of-tables.js';
import type { Target } from './target.js';

/** One for each right, whatever needs it. `pending` are the files that the release would run. */
export function lacksOf(target: Target, tracker: TrackerPlace, pending: readonly ParsedFile[]): readonly Lack[] {
  const { proof, release, deployed } = target;
  if (deployed.match.next?.length === 0) return [];
  const last = proof?.steps.at(-1);
  // Before on the expected side: what is only in the other one is new.
  const changes = proof === null || last === undefined ? [] : compareCatalogs(proof.before, last.after, 'all');
  const lacks = [
    ...changes.flatMap((change) => lackOf(change, target) ?? []),
    ...lacksOfReferences(target),
    ...lacksOfRows(target, pending),
  ];
  const all = release.rights.mayRecord ? lacks : [lackOfTracker(target, tracker), ...lacks];
  return [...new Map(all.map((lack) => [lack.what, lack])).values()];
}

/** Whoever owns what these belong to may change them; they are told with it. */
const DEPENDENT: ReadonlySet<ObjectKind> = new Set(['grant', 'comment', 'default privilege', 'other']);

function lackOf({ kind, change, expected, actual }: Difference, target: Target): Lack | null {
  const object = expected ?? actual;
  if (object === null || DEPENDENT.has(kind)) return null;
  if (!isReachable(object, target)) return lackOfUsage(object.schema ?? '', target);
  if (object.parent !== null || change !== 'extra') return lackOfOwnership(object, target);
  const { rights } = target.release;
  const role = quoteIdentifier(target.deployed.server.role);
  if (kind === 'role') {
    return rights.mayCreateRoles ? null : { what: 'create roles', hint: `Run ALTER ROLE ${role} CREATEROLE.` };
  }
  if (object.schema === null) return rights.mayCreateSchemas ? null : lackOfDatabase(target);
  // A schema that the release makes itself is the role's own.
  if (rights.creatable.includes(object.schema) || makesSchema(target, object.schema)) return null;
  return {
    what: `create objects in schema "${object.schema}"`,
    hint: `Run GRANT CREATE ON SCHEMA ${quoteIdentifier(object.schema)} TO ${role}.`,
  };
}

/** Also what a release makes itself is out of reach in a schema that the role may not use. */
function isReachable({ schema }: CatalogObject, target: Target): boolean {
  return schema === null || target.release.rights.usable.includes(schema) || makesSchema(target, schema);
}

function lackOfUsage(schema: string, { deployed }: Target): Lack {
  const name = quoteIdentifier(schema);
  return {
    what: `use schema "${schema}"`,
    hint: `Run GRANT USAGE ON SCHEMA ${name} TO ${quoteIdentifier(deployed.server.role)}.`,
  };
}

function lackOfDatabase({ deployed }: Target): Lack {
  const { database, role } = deployed.server;
  return {
    what: `create schemas or extensions in database "${database}"`,
    hint: `Run GRANT CREATE ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(role)}.`,
  };
}

/** The owner as the database has it; what the release makes first is the role's own. */
function lackOfOwnership(object: CatalogObject, { deployed, release }: Target): Lack | null {
  const name = object.parent ?? object.name;
  const whole = deployed.catalog.objects.find(
    (each) => each.schema === object.schema && each.parent === null && each.name === name && 'owner' in each.attributes,
  );
  const owner = whole?.attributes['owner'];
  if (whole === undefined || typeof owner !== 'string' || release.rights.actsAs.includes(owner)) return null;
  const path = whole.schema === null ? name : `${whole.schema}.${name}`;
  return {
    what: `change ${whole.kind} "${path}", which "${owner}" owns`,
    hint: `Run GRANT ${quoteIdentifier(owner)} TO ${quoteIdentifier(deployed.server.role)}, or release as "${owner}".`,
  };
}

function makesSchema({ proof }: Target, name: string): boolean {
  const isIn = (catalog: Catalog | undefined) =>
    catalog?.objects.some((object) => object.kind === 'schema' && object.name === name) ?? false;
  return isIn(proof?.steps.at(-1)?.after) && !isIn(proof?.before);
}

function lackOfTracker({ deployed }: Target, { schema, table }: TrackerPlace): Lack {
  const role = quoteIdentifier(deployed.server.role);
  const isThere = deployed.reading.tracker !== null;
  return {
    what: `${isThere ? 'write into' : 'create'} the tracker "${schema}.${table}"`,
    hint: isThere
      ? `Run GRANT INSERT ON ${quoteIdentifier(schema, table)} TO ${role}, and GRANT USAGE on its schema and its sequence.`
      : `Run CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)} AUTHORIZATION ${role}.`,
  };
}
