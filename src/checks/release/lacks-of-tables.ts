/** Rights on tables of the database that pending statements need, as far as their trees tell which. */
import { nameOf, type Catalog, type CatalogObject } from '../../model/catalog.js';
import type { WithheldRight } from '../../model/proof.js';
import { quoteIdentifier } from '../../model/quote.js';
import type { ParsedFile, Statement, TreeNode } from '../../model/sql.js';
import { columnsIn } from '../../sql/effects/columns-in.js';
import { relationName } from '../../sql/names.js';
import { childOf, listOf, nodeOf, textOf } from '../../sql/tree.js';
import { walk } from '../../sql/walk.js';
import type { Target } from './target.js';

export interface Lack {
  /** Behind `may not`. */
  readonly what: string;
  /** Imperative; ends in a command. */
  readonly hint: string;
}

/** A new foreign key wants REFERENCES on the table that it leads to; on its own table, it is the owner's. */
export function lacksOfReferences(target: Target): readonly Lack[] {
  const { proof, release } = target;
  const old = new Set(foreignKeysIn(proof?.before).map(nameOf));
  const made = foreignKeysIn(proof?.steps.at(-1)?.after).filter((key) => !old.has(nameOf(key)));
  const paths = new Set(made.map(({ attributes }) => attributes['references']));
  return release.rights.withheld
    .filter(({ privilege, path }) => privilege === 'REFERENCES' && paths.has(path))
    .map((withheld) => lackOfTable(withheld, target));
}

function foreignKeysIn(catalog: Catalog | undefined): readonly CatalogObject[] {
  return (catalog?.objects ?? []).filter(({ kind }) => kind === 'foreign key');
}

/** Of INSERT, UPDATE, DELETE and TRUNCATE, also within WITH and DO. What functions and triggers do is not seen. */
export function lacksOfRows(target: Target, pending: readonly ParsedFile[]): readonly Lack[] {
  const needs = pending.flatMap(({ statements }) => statements.filter(runsAtOnce).flatMap(needsOf));
  return needs.flatMap(({ privilege, relation }) => {
    const { schema, name } = relationName(relation);
    const withheld = target.release.rights.withheld.find(
      (each) => each.privilege === privilege && each.schema === (schema ?? 'public') && each.table === name,
    );
    return withheld === undefined ? [] : lackOfTable(withheld, target);
  });
}

/** A body with BEGIN ATOMIC is a tree as well, and runs when somebody calls it. */
function runsAtOnce({ type }: Statement): boolean {
  return type !== 'CreateFunctionStmt' && type !== 'RuleStmt';
}

interface Need {
  readonly privilege: WithheldRight['privilege'];
  /** A RangeVar. */
  readonly relation: TreeNode;
}

/** Statements of a block stand in it with their type beside, those in WITH with their type around. */
function needsOf(statement: Statement): readonly Need[] {
  return walk(statement).flatMap(([name, node]) => {
    const within = NEEDS[textOf(node, 'type')]?.(childOf(node, 'node'));
    return within ?? NEEDS[name]?.(node) ?? [];
  });
}

const NEEDS: Readonly<Record<string, (node: TreeNode) => readonly Need[]>> = {
  InsertStmt: (node) => {
    const isUpsert = textOf(childOf(node, 'onConflictClause'), 'action') === 'ONCONFLICT_UPDATE';
    return needs(node, ['INSERT', ...(isUpsert ? (['UPDATE'] as const) : [])]);
  },
  UpdateStmt: (node) => needs(node, ['UPDATE', ...readsColumns(node)]),
  DeleteStmt: (node) => needs(node, ['DELETE', ...readsColumns(node)]),
  TruncateStmt: (node) =>
    listOf(node, 'relations').map((each) => ({ privilege: 'TRUNCATE', relation: nodeOf(each, 'RangeVar') })),
};

function needs(node: TreeNode, privileges: readonly Need['privilege'][]): readonly Need[] {
  return privileges.map((privilege) => ({ privilege, relation: childOf(node, 'relation') }));
}

/** Whoever looks at a column in a condition reads it (UPDATE, "Description"). */
function readsColumns(node: TreeNode): readonly 'SELECT'[] {
  return columnsIn(node['whereClause']).length > 0 ? ['SELECT'] : [];
}

function lackOfTable({ schema, table, path, privilege }: WithheldRight, { release, deployed }: Target): Lack {
  const role = quoteIdentifier(deployed.server.role);
  const isReachable = release.rights.usable.includes(schema);
  return {
    what: `${VERBS[privilege]} table "${schema}.${table}"`,
    hint: `Run ${isReachable ? '' : `GRANT USAGE ON SCHEMA ${quoteIdentifier(schema)} TO ${role}, and `}GRANT ${privilege} ON ${path} TO ${role}.`,
  };
}

const VERBS: Readonly<Record<WithheldRight['privilege'], string>> = {
  SELECT: 'read',
  INSERT: 'insert into',
  UPDATE: 'update',
  DELETE: 'delete from',
  TRUNCATE: 'truncate',
  REFERENCES: 'refer to',
};
