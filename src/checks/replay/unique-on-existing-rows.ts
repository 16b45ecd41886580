import { defineCheck } from '../../model/check.js';
import type { Catalog } from '../../model/catalog.js';
import { valueOf } from '../../model/gathered.js';
import { quoteIdentifier } from '../../model/quote.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { nameParts, relationName, type QualifiedName } from '../../sql/names.js';
import { childOf, isSet, listOf, nodeOf, textOf } from '../../sql/tree.js';

export default defineCheck({
  code: 'replay/unique-on-existing-rows',
  severity: 'notice',
  title: 'Rows that are there have to be unique from now on',
  why: 'Where two rows have the same values already, PostgreSQL refuses the statement (23505), and everything that is pending is rolled back; no test on an empty database can tell.',

  *find({ catalogs, newTags, parsed }) {
    const before = valueOf(catalogs.before);
    if (before === null) return;
    for (const tag of newTags ?? []) {
      const file = parsed.get(tag);
      if (file === undefined || removesRows(file)) continue;
      const demands = file.statements.flatMap(demandsOf);
      for (const { statement, table, columns } of demands) {
        if (!columns.every((column) => isThere(table, column, before))) continue;
        const name = quoteIdentifier(...[table.schema, table.name].filter((part) => part !== null));
        yield {
          message: `migration "${tag}" takes the rows of ${name} to be unique in ${columns.join(', ')}`,
          at: { source: file.source, span: statement.span },
          evidence: [{ kind: 'sql', text: statement.text }],
          hint: `Ask production first; no row may come back: ${probe(name, columns)}`,
        };
      }
    }
  },
});

/** Duplicates were thought of. */
function removesRows({ statements }: ParsedFile): boolean {
  return statements.some(({ type }) => ['DeleteStmt', 'UpdateStmt', 'TruncateStmt', 'DoStmt'].includes(type));
}

interface Demand {
  readonly statement: Statement;
  readonly table: QualifiedName;
  readonly columns: readonly string[];
}

/** Unique indexes and keys on whole columns; of expressions and partial indexes nothing can be asked that simply. */
function demandsOf(statement: Statement): readonly Demand[] {
  const { type, node } = statement;
  const table = relationName(childOf(node, 'relation'));
  if (type === 'IndexStmt') {
    const columns = listOf(node, 'indexParams').map((each) => textOf(nodeOf(each, 'IndexElem'), 'name'));
    const isPlain = isSet(node, 'unique') && node['whereClause'] === undefined && !columns.includes('');
    return isPlain ? [{ statement, table, columns }] : [];
  }
  if (type !== 'AlterTableStmt') return [];
  return listOf(node, 'cmds').flatMap((command) => {
    const constraint = nodeOf(childOf(nodeOf(command, 'AlterTableCmd'), 'def'), 'Constraint');
    const isKey = ['CONSTR_UNIQUE', 'CONSTR_PRIMARY'].includes(textOf(constraint, 'contype'));
    const columns = nameParts(listOf(constraint, 'keys'));
    return isKey && columns.length > 0 ? [{ statement, table, columns }] : [];
  });
}

/** The column has values before the new migrations run. */
function isThere({ schema, name }: QualifiedName, column: string, { objects }: Catalog): boolean {
  return objects.some(
    (object) =>
      object.kind === 'column' &&
      object.schema === (schema ?? 'public') &&
      object.parent === name &&
      object.name === column,
  );
}

function probe(table: string, columns: readonly string[]): string {
  const list = columns.map((column) => quoteIdentifier(column)).join(', ');
  const filled = columns.map((column) => `${quoteIdentifier(column)} IS NOT NULL`).join(' AND ');
  return `SELECT ${list}, count(*) FROM ${table} WHERE ${filled} GROUP BY ${list} HAVING count(*) > 1;`;
}
