/** PostgreSQL's ObjectType (parsenodes.h) in the product's words. */
import type { EffectKind } from './effect.js';

const KINDS: Readonly<Record<string, EffectKind>> = {
  OBJECT_AGGREGATE: 'aggregate',
  OBJECT_ATTRIBUTE: 'attribute',
  OBJECT_COLLATION: 'collation',
  OBJECT_COLUMN: 'column',
  OBJECT_DOMAIN: 'domain',
  OBJECT_DOMCONSTRAINT: 'constraint',
  OBJECT_EVENT_TRIGGER: 'event trigger',
  OBJECT_EXTENSION: 'extension',
  OBJECT_FOREIGN_SERVER: 'foreign server',
  OBJECT_FOREIGN_TABLE: 'foreign table',
  OBJECT_FUNCTION: 'function',
  OBJECT_INDEX: 'index',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_POLICY: 'policy',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_PUBLICATION: 'publication',
  OBJECT_ROLE: 'role',
  OBJECT_ROUTINE: 'function',
  OBJECT_RULE: 'rule',
  OBJECT_SCHEMA: 'schema',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_STATISTIC_EXT: 'statistics',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_TABLE: 'table',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_TYPE: 'type',
  OBJECT_VIEW: 'view',
};

/** Casts, operators, text search and other rare kinds are `other`. */
export function kindOfObjectType(objectType: string): EffectKind {
  return KINDS[objectType] ?? 'other';
}
