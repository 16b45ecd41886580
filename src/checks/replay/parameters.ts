/** Parameters (`$1`) in statements that are sent without values. */
import type { Span } from '../../model/finding.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import { scan } from '../../sql/tokens.js';

/** What may name parameters: they get their values when it is executed or called. */
const WITH_PARAMETERS = new Set(['PrepareStmt', 'CreateFunctionStmt']);

export interface Parameter {
  readonly statement: Statement;
  /** Place of the parameter in the file. */
  readonly span: Span;
}

/** The first parameter of each statement that has any; bodies are strings, and strings have none. */
export function parametersIn(file: ParsedFile | undefined): readonly Parameter[] {
  if (file === undefined) return [];
  return file.statements.flatMap((statement) => {
    if (WITH_PARAMETERS.has(statement.type)) return [];
    const span = scan(file.source.text, statement.span).find(({ kind }) => kind === 'parameter');
    return span === undefined ? [] : [{ statement, span }];
  });
}
