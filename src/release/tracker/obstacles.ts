/** What on the database is in the way of a new tracker, besides rows that a person has to decide on. */
import type postgres from 'postgres';
import type { DeployedServer } from '../../model/deployed.js';
import type { TrackerPlace } from '../../model/project.js';
import { quoteIdentifier } from '../../model/quote.js';
import type { Obstacle } from '../../model/tracker-change.js';
import { readOnly, type Deployed } from '../../postgres/deployed/open-deployed.js';
import { readProperties } from '../../postgres/tracker/properties.js';

/** Standby and rights stand in the way of writing alone: whoever only looks may do so as a role that only reads. */
export async function findObstacles(
  { sql, server }: Deployed,
  place: TrackerPlace,
  { write: isWritten, timeoutMs }: { readonly write: boolean; readonly timeoutMs: number },
): Promise<readonly Obstacle[]> {
  return readOnly(sql, timeoutMs, async () => [
    ...(isWritten && server.isStandby ? [standby(server)] : []),
    ...(isWritten ? await findLacks(sql, server, place) : []),
    ...(await findAttachments(sql, place)),
  ]);
}

function standby({ database }: DeployedServer): Obstacle {
  return {
    code: 'release/standby',
    message: `database "${database}" is a standby`,
    hint: 'Name the primary in the environment variable of the database.',
  };
}

/** What a new table would not have, and nobody may lose without knowing. */
async function findAttachments(sql: postgres.Sql, place: TrackerPlace): Promise<readonly Obstacle[]> {
  const properties = await readProperties(sql, place);
  return (properties?.attachments ?? []).map((attachment) => ({
    code: 'release/attached-to-tracker',
    message: `the tracker has what a new table would not have: ${attachment}`,
    hint: 'Drop it, run the command again, and make it anew on the new table.',
  }));
}

interface TrackerRights {
  readonly hasSchema: boolean;
  readonly mayCreateSchemas: boolean;
  readonly mayUse: boolean;
  readonly mayCreate: boolean;
  /** null: there is no table. */
  readonly owner: string | null;
  readonly actsAsOwner: boolean;
  readonly mayBecomeOwner: boolean;
  readonly ownerMayCreate: boolean;
}

async function findLacks(sql: postgres.Sql, server: DeployedServer, place: TrackerPlace): Promise<readonly Obstacle[]> {
  const rights = await readTrackerRights(sql, server, place);
  const [role, schema] = [quoteIdentifier(server.role), quoteIdentifier(place.schema)];
  const lacks: (readonly [isThere: boolean, what: string, hint: string])[] = rights.hasSchema
    ? [
        [rights.mayUse, `use schema "${place.schema}"`, `GRANT USAGE ON SCHEMA ${schema} TO ${role}`],
        [rights.mayCreate, `create in schema "${place.schema}"`, `GRANT CREATE ON SCHEMA ${schema} TO ${role}`],
        ...lacksOfOwner(rights, role, schema),
      ]
    : [
        [
          rights.mayCreateSchemas,
          `create schema "${place.schema}" in database "${server.database}"`,
          `CREATE SCHEMA ${schema} AUTHORIZATION ${role} as a role that may`,
        ],
      ];
  return lacks
    .filter(([isThere]) => !isThere)
    .map(([, what, hint]) => ({
      code: 'release/missing-rights',
      message: `role "${server.role}" may not ${what}`,
      hint: `Run ${hint}.`,
    }));
}

/** The old table is renamed, and the new one given to whoever owns that. */
function lacksOfOwner(
  { owner, actsAsOwner, mayBecomeOwner, ownerMayCreate }: TrackerRights,
  role: string,
  schema: string,
): readonly (readonly [boolean, string, string])[] {
  if (owner === null) return [];
  const name = quoteIdentifier(owner);
  if (!actsAsOwner) return [[false, `change the tracker, which "${owner}" owns`, `GRANT ${name} TO ${role}`]];
  return [
    [mayBecomeOwner, `give the new tracker to "${owner}"`, `GRANT ${name} TO ${role} WITH SET TRUE`],
    [
      ownerMayCreate,
      `give the new tracker to "${owner}", who may not create in its schema`,
      `GRANT CREATE ON SCHEMA ${schema} TO ${name}`,
    ],
  ];
}

/** ALTER TABLE … RENAME and OWNER TO ask for these ("Notes" of ALTER TABLE); since 16 a membership can be without SET. */
async function readTrackerRights(
  sql: postgres.Sql,
  { versionNumber }: DeployedServer,
  { schema, table }: TrackerPlace,
): Promise<TrackerRights> {
  const membership = versionNumber >= 160_000 ? 'SET' : 'MEMBER';
  const [rights] = await sql<[TrackerRights]>`
    select n.oid is not null as "hasSchema",
           pg_catalog.has_database_privilege(current_database(), 'create') as "mayCreateSchemas",
           coalesce(pg_catalog.has_schema_privilege(n.oid, 'usage'), false) as "mayUse",
           coalesce(pg_catalog.has_schema_privilege(n.oid, 'create'), false) as "mayCreate",
           pg_catalog.pg_get_userbyid(c.relowner)::text as owner,
           coalesce(pg_catalog.pg_has_role(c.relowner, 'usage'), false) as "actsAsOwner",
           coalesce(pg_catalog.pg_has_role(c.relowner, ${membership}), false) as "mayBecomeOwner",
           coalesce(pg_catalog.has_schema_privilege(c.relowner, n.oid, 'create') or u.rolsuper, false) as "ownerMayCreate"
    from (select ${schema}::text as schema, ${table}::text as name) place
    join pg_catalog.pg_roles u on u.rolname = current_user
    left join pg_catalog.pg_namespace n on n.nspname = place.schema
    left join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = place.name and c.relkind in ('r', 'p')`;
  return rights;
}
