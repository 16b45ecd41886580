/** The rules of every kind, in one table. */
import type { ObjectKind } from '../model/catalog.js';
import type { KindRules } from './kind-rules.js';
import { check } from './kinds/check.js';
import { column } from './kinds/column.js';
import { foreignKey } from './kinds/foreign-key.js';
import { index } from './kinds/indexes.js';
import { primaryKey, unique } from './kinds/key.js';
import { owned } from './kinds/owned.js';
import { role } from './kinds/role.js';
import { sequence } from './kinds/sequence.js';
import { table } from './kinds/table.js';
import { relationBound, unmanaged } from './kinds/unmanaged.js';
import { view } from './kinds/view.js';

export const RULES: Readonly<Record<ObjectKind, KindRules>> = {
  schema: owned,
  role,
  extension: unmanaged,
  type: unmanaged,
  domain: unmanaged,
  enum: owned,
  sequence,
  table,
  column,
  'primary key': primaryKey,
  unique,
  'foreign key': foreignKey,
  check,
  exclusion: unmanaged,
  index,
  view,
  'materialized view': view,
  policy: {},
  function: unmanaged,
  procedure: unmanaged,
  aggregate: unmanaged,
  trigger: unmanaged,
  'event trigger': unmanaged,
  rule: unmanaged,
  collation: unmanaged,
  statistics: unmanaged,
  grant: relationBound,
  'default privilege': unmanaged,
  comment: relationBound,
  publication: unmanaged,
  'foreign server': unmanaged,
  'foreign table': unmanaged,
  other: unmanaged,
};
