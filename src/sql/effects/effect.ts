/** What a statement does to the schema or to rows, in the words of PostgreSQL's catalog. */
import type { ObjectKind } from '../../model/catalog.js';
import type { QualifiedName } from '../names.js';

/** The catalog's kinds, and what is smaller than a catalog object or not told apart by the SQL. */
export type EffectKind =
  | ObjectKind
  /** DROP CONSTRAINT does not say of which kind. */
  | 'constraint'
  | 'attribute'
  | 'enum value'
  | 'identity'
  | 'generated expression'
  /** A table in a publication, of a partitioned table, of a parent; `name` says of which. */
  | 'member'
  | 'partition'
  | 'child'
  | 'row';

/** `alter` stands for everything that only needs the object to be there; `change` and `insert` touch rows. */
export type Action = 'create' | 'drop' | 'rename' | 'alter' | 'insert' | 'change';

export interface Effect {
  readonly action: Action;
  readonly kind: EffectKind;
  /** null: outside schemas, or found by the search path. */
  readonly schema: string | null;
  /** The table, type or domain that it belongs to, in the same schema. */
  readonly table: string | null;
  /** null: PostgreSQL chooses the name. */
  readonly name: string | null;
  /** What lets the statement run again, as written: `IF NOT EXISTS`, `OR REPLACE`, `ON CONFLICT` … */
  readonly guard: string | null;
  /** Position in the list of ALTER TABLE's commands or of DROP's names. */
  readonly part?: number;
  /** DROP … CASCADE. */
  readonly cascade?: boolean;
  /** Columns that take it with them when they go. */
  readonly columns?: readonly string[];
  /** The table that a foreign key points to. */
  readonly references?: QualifiedName;
  /** Gone with the session that made it. */
  readonly temporary?: boolean;
  /** The type of a column. */
  readonly type?: QualifiedName;
  /** The new name of what is renamed or moved. */
  readonly to?: QualifiedName;
  /** What comes into being along with it: columns and constraints of a table. */
  readonly children?: readonly Effect[];
  /** Why rows are not the same after a second run. */
  readonly reason?: string;
}

/** As a person would say it: `column "total" of table "orders"`. */
export function describe({ kind, table, name }: Pick<Effect, 'kind' | 'table' | 'name'>): string {
  if (kind === 'row') return `table "${table}"`;
  if (kind === 'member') return `table "${table}" in publication "${name}"`;
  if (kind === 'partition' || kind === 'child') return `table "${table}" as ${kind} of "${name}"`;
  if (kind === 'other') return name ?? 'object';
  const own = name === null ? `unnamed ${kind}` : `${kind} "${name}"`;
  if (table === null) return own;
  return kind === 'index' ? own : `${own} of ${TYPE_PARTS.has(kind) ? 'type' : 'table'} "${table}"`;
}

const TYPE_PARTS: ReadonlySet<EffectKind> = new Set(['enum value', 'attribute']);
