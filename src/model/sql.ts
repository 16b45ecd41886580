/** A migration file after PostgreSQL's own parser: statements with their place in the file. */
import type { Span } from './finding.js';
import type { SourceFile } from './history.js';

/** A node of PostgreSQL's parse tree as libpg-query prints it, for example `{ CreateStmt: {...} }`. */
export type TreeNode = Readonly<Record<string, unknown>>;

export interface Statement {
  /** Without surrounding white space, comments before it and the final semicolon. */
  readonly text: string;
  /** Place in the file's text. */
  readonly span: Span;
  /** Position of the chunk that holds it, from 0. */
  readonly chunk: number;
  /** Node type, such as `CreateStmt`, `IndexStmt`, `DoStmt`. */
  readonly type: string;
  /** The inside of the node: `{ relation: {...} }`. */
  readonly node: TreeNode;
}

/** A piece that PostgreSQL's parser refused; the server will refuse it as well. */
export interface SyntaxError {
  readonly chunk: number;
  readonly message: string;
  readonly span: Span;
}

export interface ParsedFile {
  readonly source: SourceFile;
  readonly statements: readonly Statement[];
  readonly syntaxErrors: readonly SyntaxError[];
}
