/** All object kinds that are read. */
import { aggregate } from './aggregate.js';
import { check } from './check.js';
import { collation } from './collation.js';
import { column } from './column.js';
import { comment } from './comment.js';
import { defaultPrivilege } from './default-privilege.js';
import { domain } from './domain.js';
import { enumeration } from './enum.js';
import { eventTrigger } from './event-trigger.js';
import { exclusion } from './exclusion.js';
import { extension } from './extension.js';
import { foreignKey } from './foreign-key.js';
import { foreignDataWrapper, foreignServer, userMapping } from './foreign-server.js';
import { foreignTable } from './foreign-table.js';
import { routine } from './function.js';
import { grant } from './grant.js';
import { index } from './indexes.js';
import { key } from './key.js';
import { other } from './other.js';
import { policy } from './policy.js';
import { publication, publicationSchema, publicationTable, publicationTableOf14 } from './publication.js';
import type { CatalogQuery } from './query.js';
import { role } from './role.js';
import { rule } from './rule.js';
import { schema } from './schema.js';
import { sequence } from './sequence.js';
import { statistics } from './statistics.js';
import { subscription } from './subscription.js';
import { table } from './table.js';
import { trigger } from './trigger.js';
import { type } from './type.js';
import { view } from './view.js';

const QUERIES: readonly CatalogQuery[] = [
  schema,
  role,
  extension,
  type,
  domain,
  enumeration,
  sequence,
  table,
  column,
  key,
  foreignKey,
  check,
  exclusion,
  index,
  view,
  policy,
  routine,
  aggregate,
  trigger,
  eventTrigger,
  rule,
  collation,
  statistics,
  grant,
  defaultPrivilege,
  comment,
  publication,
  publicationTable,
  publicationTableOf14,
  publicationSchema,
  foreignServer,
  foreignTable,
  foreignDataWrapper,
  userMapping,
  subscription,
  other,
];

/** Kinds that nothing changes which reaches no further than tables, functions and views. */
const FAR: ReadonlySet<CatalogQuery> = new Set([
  schema,
  role,
  extension,
  type,
  domain,
  enumeration,
  aggregate,
  eventTrigger,
  collation,
  defaultPrivilege,
  publication,
  publicationSchema,
  foreignServer,
  foreignDataWrapper,
  userMapping,
  subscription,
  other,
]);

/** The SELECTs that a server of this version understands; without the far kinds where only what is near is read. */
export function queriesFor(serverVersion: number, isNear = false): readonly string[] {
  const known = QUERIES.filter(({ since = 0, until = Infinity }) => since <= serverVersion && serverVersion < until);
  return known.filter((query) => !isNear || !FAR.has(query)).map(({ sql }) => sql);
}
