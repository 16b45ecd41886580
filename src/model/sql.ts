/** A migration file after PostgreSQL's own parser: statements with their place in the file. */
import type { Span } from './finding.js';
import type { SourceFile } from './history.js';

/**
 * A node of PostgreSQL's parse tree as libpg-query prints it, for example `{ CreateStmt: {...} }`; empty lists, false,
 * zero and null are left out. Every number whose name ends in `location` is an offset into the file's text.
 */
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
  /** What a DO statement runs; null for every other statement. */
  readonly block: Block | null;
}

/** The body of a DO statement, as far as SQL runs in it. */
export interface Block {
  readonly steps: readonly Step[];
  /** Why the body could not be read (another language, a syntax error); null: it was. */
  readonly defect: string | null;
}

/** What PL/pgSQL does, reduced to which SQL runs when. */
export type Step =
  /** Also EXECUTE of a literal. Its place is approximate where the text does not stand in the body as it is run. */
  | { readonly kind: 'statement'; readonly statement: Statement }
  /** EXECUTE of a text that is computed. */
  | { readonly kind: 'computed'; readonly text: string }
  /** The first branch whose condition holds; the one without a condition is ELSE. */
  | { readonly kind: 'choice'; readonly branches: readonly Branch[] }
  /** BEGIN … EXCEPTION: an error undoes the steps and goes to the first handler that names it. */
  | { readonly kind: 'attempt'; readonly steps: readonly Step[]; readonly handlers: readonly Handler[] }
  | { readonly kind: 'loop'; readonly steps: readonly Step[] }
  | { readonly kind: 'return' }
  | { readonly kind: 'raise' };

export interface Branch {
  /** null: ELSE. */
  readonly condition: Condition | null;
  readonly steps: readonly Step[];
}

export interface Condition {
  readonly text: string;
  /** The expression's tree; null where it does not parse by itself. */
  readonly tree: TreeNode | null;
}

export interface Handler {
  /** Condition names as in `duplicate_object`, SQLSTATEs, or `others`. */
  readonly conditions: readonly string[];
  readonly steps: readonly Step[];
}

/** The comment `-- gatekeeper: allow <code>: <reason>`. */
export interface AllowComment {
  /** As written; may name no code at all. */
  readonly code: string;
  /** null: none was given. */
  readonly reason: string | null;
  /** Place of the comment. */
  readonly span: Span;
  /** The whole file, or the place of the statement below the comment. */
  readonly scope: 'file' | Span;
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
