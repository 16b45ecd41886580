/** What a history creates that drizzle-kit cannot express, though the DDL of a schema may refer to it. */
import type { SourceFile } from '../model/history.js';
import type { ParsedFile, Statement } from '../model/sql.js';

const TYPES = new Set([
  'CreateExtensionStmt',
  'CreateFunctionStmt',
  'CreateDomainStmt',
  'CompositeTypeStmt',
  'CreateRangeStmt',
  'CreateRoleStmt',
  'CreateSchemaStmt',
  'DefineStmt',
  // Roles and extensions are often created in a block with a guard.
  'DoStmt',
]);

/**
 * Blocks that make what is compared are not prelude, and old drizzle-kit wrote such blocks: an enum from one would stand
 * in the way of the enum as the schema has it now.
 */
const COMPARED = /\b(?:create|alter)\s+(?:unlogged\s+)?table\b|\bas\s+enum\b|\bcreate\s+sequence\b/i;

/** The statements' texts, in the order of the history. */
export function preludeOf(files: Iterable<ParsedFile>): readonly string[] {
  return statementsOf(files).flatMap(({ type, text }) => (TYPES.has(type) && !COMPARED.test(text) ? text : []));
}

/**
 * Names in CREATE EXTENSION, unquoted: what an embedded server must have at hand. Read from the bare text, before the
 * parser is loaded, so that the server can start at once; a name in a comment does no harm.
 */
export function extensionsIn(files: Iterable<SourceFile>): readonly string[] {
  const names = [...files].flatMap(({ text }) => {
    const matches = text.matchAll(/create\s+extension\s+(?:if\s+not\s+exists\s+)?(?:"([^"]+)"|([\w-]+))/gi);
    return Array.from(matches, ([, quoted, plain]) => quoted ?? plain?.toLowerCase() ?? '');
  });
  return [...new Set(names)];
}

/** COMMIT, ROLLBACK and the like: what comes after them is outside of the replay's transaction. */
export function endsTransactions(files: Iterable<ParsedFile>): boolean {
  return statementsOf(files).some(({ type }) => type === 'TransactionStmt');
}

function statementsOf(files: Iterable<ParsedFile>): readonly Statement[] {
  return [...files].flatMap((file) => file.statements);
}
