/** A difference → the DDL that ends it. */
import type { Catalog, Difference, ObjectKind } from '../../model/catalog.js';
import { column } from './column.js';
import { constraint } from './constraint.js';
import { enumeration } from './enum.js';
import { index } from './indexes.js';
import { policy } from './policy.js';
import { changeOf, type Renderer } from './renderer.js';
import { role } from './role.js';
import { func, procedure } from './routine.js';
import { schema } from './schema.js';
import { sequence } from './sequence.js';
import { table } from './table.js';
import { trigger } from './trigger.js';
import { materializedView, view } from './view.js';

const RENDERERS: Readonly<Partial<Record<ObjectKind, Renderer>>> = {
  schema,
  role,
  enum: enumeration,
  sequence,
  table,
  column,
  'primary key': constraint,
  unique: constraint,
  'foreign key': constraint,
  check: constraint,
  exclusion: constraint,
  index,
  view,
  'materialized view': materializedView,
  policy,
  function: func,
  procedure,
  trigger,
};

/**
 * SQL that turns what is into what is expected, each statement on its own line with a semicolon; null for kinds and
 * changes that no plain statement mends. `expected` is the catalog that the expected side came from: a missing table is
 * made with its columns, constraints, indexes and policies.
 */
export function renderDdl(difference: Difference, expected: Catalog): string | null {
  const statements = statementsFor(difference, expected);
  return statements === null || statements.length === 0
    ? null
    : statements.map((statement) => `${statement};`).join('\n');
}

function statementsFor(difference: Difference, catalog: Catalog): string[] | null {
  const renderer = RENDERERS[difference.kind];
  if (renderer === undefined) return null;
  const change = changeOf(difference, catalog);
  if (change !== null) return renderer.alter(change);
  if (difference.expected !== null) return renderer.create(difference.expected, catalog);
  return difference.actual === null ? null : renderer.drop(difference.actual);
}
