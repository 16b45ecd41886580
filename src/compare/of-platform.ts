/** What a deployed database may have otherwise than its history: decided by whoever runs it, not by a migration. */
import { nameOf, type CatalogObject, type ObjectKind } from '../model/catalog.js';
import { parentOf, type CatalogIndex } from './catalog-index.js';
import { attributeOf, type Reasons } from './kind-rules.js';

const TUNING = 'tuned where the database runs; no query means anything else by it';
const ENVIRONMENT = 'addresses, accounts and passwords are those of the environment';
const ACCOUNT = 'who may log in, and how, is decided where the database runs';

/** Of every kind. */
const COMMON: Reasons = {
  owner: 'whoever runs the migrations owns what they create, and that role is another one in every environment',
  tablespace: 'a place on the disks of that server',
  clustered: 'CLUSTER is run by hand',
};

const BY_KIND: Partial<Record<ObjectKind, Reasons>> = {
  table: {
    options: TUNING,
    toastOptions: TUNING,
    accessMethod: TUNING,
    replicaIdentity: 'set for a replication that only that database has',
  },
  column: { statistics: TUNING, storage: TUNING, compression: TUNING, options: TUNING, foreignOptions: ENVIRONMENT },
  'materialized view': { accessMethod: TUNING },
  statistics: { target: TUNING },
  role: {
    login: ACCOUNT,
    superuser: ACCOUNT,
    replication: ACCOUNT,
    bypassRowSecurity: ACCOUNT,
    connectionLimit: ACCOUNT,
    validUntil: ACCOUNT,
    settings: ACCOUNT,
    memberOf: ACCOUNT,
  },
  extension: {
    version: 'the platform decides which one it ships',
    schema: 'CREATE EXTENSION IF NOT EXISTS leaves it where the platform has put it',
  },
  'foreign server': { options: ENVIRONMENT, version: ENVIRONMENT },
  'foreign table': { options: ENVIRONMENT },
  other: { options: ENVIRONMENT, enabled: ENVIRONMENT, slot: ENVIRONMENT, publications: ENVIRONMENT },
};

/** Whether an attribute is not compared with a deployed database. */
export function isOfPlatform(kind: ObjectKind, attribute: string): boolean {
  return attribute in COMMON || attribute in (BY_KIND[kind] ?? {});
}

/** Whether a deployed database has to have the object, if its history makes it. */
export function isDue({ kind }: CatalogObject): boolean {
  // Named after the role that ran ALTER DEFAULT PRIVILEGES.
  return kind !== 'default privilege';
}

/** Whether an object that only the deployed database has is drift. */
export function isStray(object: CatalogObject, deployed: CatalogIndex, expected: CatalogIndex): boolean {
  if (object.kind === 'grant') return !isHardening(object) && isKnownRole(granteeOf(object), expected);
  // Roles, extensions, publications, event triggers, comments: the platform adds its own.
  if (object.schema === null) return false;
  return !isPartition(object, deployed);
}

/** Partitions are made while the database runs, by pg_partman or by a job. */
function isPartition(object: CatalogObject, deployed: CatalogIndex): boolean {
  const whole = deployed.wholes.get(parentOf(object) ?? `${object.schema}.${object.name}`);
  return [object, whole].some((part) => part !== undefined && attributeOf(part, 'partitionOf') !== null);
}

/** CREATE, or all, on schema `public` taken from everybody: every guide says so, and PostgreSQL 15 begins like that (CVE-2018-1058). */
function isHardening(grant: CatalogObject): boolean {
  const left = attributeOf(grant, 'privileges');
  return grant.name === 'on schema public to public' && !(Array.isArray(left) && left.join().includes('CREATE'));
}

/** As in `on table public.orders to reporting`. */
function granteeOf({ name }: CatalogObject): string {
  return name.slice(name.lastIndexOf(' to ') + ' to '.length);
}

/** Rights of a role that the history neither makes nor grants anything to are the platform's; those of everybody are not. */
function isKnownRole(role: string, expected: CatalogIndex): boolean {
  if (role === 'public' || expected.byKey.has(nameOf({ kind: 'role', schema: null, parent: null, name: role }))) {
    return true;
  }
  return [...expected.byKey.values()].some((object) => object.kind === 'grant' && granteeOf(object) === role);
}
