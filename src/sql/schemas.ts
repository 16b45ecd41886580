/** Which schemas a history makes. */
import type { ParsedFile } from '../model/sql.js';
import { childOf, textOf } from './tree.js';
import { walk } from './walk.js';

/** Names in CREATE SCHEMA, those in blocks included; one without a name is called as its owner, who is not known. */
export function schemasIn(files: Iterable<ParsedFile>): readonly string[] {
  const statements = [...files].flatMap((file) => walk(file.statements).map(([, node]) => node));
  const names = statements
    .filter(({ type }) => type === 'CreateSchemaStmt')
    .map((statement) => textOf(childOf(statement, 'node'), 'schemaname'));
  return [...new Set(names)].filter((name) => name !== '');
}
