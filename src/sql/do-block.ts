/** DO statements: which SQL their PL/pgSQL body runs, under which conditions, and which errors it catches. */
import type { Block, Branch, Condition, Handler, Statement, Step, TreeNode } from '../model/sql.js';
import { parsePlpgsql, parseSql } from './engine.js';
import { mapBytes } from './offsets.js';
import { placeNodes } from './place-nodes.js';
import { childOf, fieldOf, listOf, nodeOf, textOf, unwrap } from './tree.js';

/** What the body of a DO statement does. The statements in it get their place in the file like all others. */
export async function readBlock({ text, node, span, chunk }: Omit<Statement, 'block'>): Promise<Block> {
  const options = listOf(node, 'args').map((option) => nodeOf(option, 'DefElem'));
  const language = options.find((option) => textOf(option, 'defname') === 'language');
  const name = language === undefined ? 'plpgsql' : textOf(nodeOf(fieldOf(language, 'arg'), 'String'), 'sval');
  if (name !== 'plpgsql') return { steps: [], defect: `language "${name}" is not read` };
  const parsed = await parsePlpgsql(text);
  if ('refusal' in parsed) return { steps: [], defect: parsed.refusal.message };
  const [outer] = parsed.tree as readonly TreeNode[];
  const action = fieldOf(nodeOf(outer, 'PLpgSQL_function'), 'action');
  const reading: Reading = { text, origin: span.start, chunk, searched: 0, depth: 0, isTooDeep: false };
  const steps = await readSteps([action], reading);
  return reading.isTooDeep ? { steps: [], defect: `it is nested more than ${DEEPEST} deep` } : { steps, defect: null };
}

/** Blocks, loops and branches in each other; a stack holds a few thousand. */
const DEEPEST = 200;

/** The text around the body, and how far it has been read: PL/pgSQL's parser keeps the text of a query, not its place. */
interface Reading {
  readonly text: string;
  /** Where the text starts in the file. */
  readonly origin: number;
  readonly chunk: number;
  searched: number;
  depth: number;
  isTooDeep: boolean;
}

type Reader = (node: TreeNode, reading: Reading) => Promise<readonly Step[]>;

const READERS: Readonly<Record<string, Reader>> = {
  PLpgSQL_stmt_block: readNestedBlock,
  PLpgSQL_stmt_if: readIf,
  PLpgSQL_stmt_case: readCase,
  PLpgSQL_stmt_execsql: (node, reading) => readStatements(queryOf(node, 'sqlstmt'), reading),
  PLpgSQL_stmt_perform: (node, reading) => readStatements(queryOf(node, 'expr'), reading),
  PLpgSQL_stmt_call: (node, reading) => readStatements(queryOf(node, 'expr'), reading),
  PLpgSQL_stmt_dynexecute: readExecute,
  // The RETURN that PL/pgSQL itself puts at the end stands on no line.
  PLpgSQL_stmt_return: async (node) => ('lineno' in node ? [{ kind: 'return' }] : []),
  // RAISE below ERROR (elog_level 21) only prints.
  PLpgSQL_stmt_raise: async (node) => (fieldOf(node, 'elog_level') === 21 ? [{ kind: 'raise' }] : []),
};

async function readSteps(nodes: readonly unknown[], reading: Reading): Promise<readonly Step[]> {
  const steps: Step[] = [];
  if (reading.depth === DEEPEST) {
    reading.isTooDeep = true;
    return steps;
  }
  reading.depth++;
  for (const wrapper of nodes) {
    const [type, node] = unwrap(wrapper);
    const read = READERS[type] ?? readLoop;
    steps.push(...(await read(node, reading)));
  }
  reading.depth--;
  return steps;
}

/** Every loop of PL/pgSQL has a `body`; what has none (assignments, cursors, GET DIAGNOSTICS …) runs no SQL of its own. */
async function readLoop(node: TreeNode, reading: Reading): Promise<readonly Step[]> {
  const body = listOf(node, 'body');
  return body.length === 0 ? [] : [{ kind: 'loop', steps: await readSteps(body, reading) }];
}

async function readNestedBlock(node: TreeNode, reading: Reading): Promise<readonly Step[]> {
  const steps = await readSteps(listOf(node, 'body'), reading);
  const exceptions = nodeOf(fieldOf(node, 'exceptions'), 'PLpgSQL_exception_block');
  const handlers: Handler[] = [];
  for (const wrapper of listOf(exceptions, 'exc_list')) {
    const handler = nodeOf(wrapper, 'PLpgSQL_exception');
    const conditions = listOf(handler, 'conditions').map((condition) =>
      textOf(nodeOf(condition, 'PLpgSQL_condition'), 'condname'),
    );
    handlers.push({ conditions, steps: await readSteps(listOf(handler, 'action'), reading) });
  }
  return handlers.length === 0 ? steps : [{ kind: 'attempt', steps, handlers }];
}

async function readIf(node: TreeNode, reading: Reading): Promise<readonly Step[]> {
  const branches = [await readBranch(queryOf(node, 'cond'), listOf(node, 'then_body'), reading)];
  for (const wrapper of listOf(node, 'elsif_list')) {
    const elsif = nodeOf(wrapper, 'PLpgSQL_if_elsif');
    branches.push(await readBranch(queryOf(elsif, 'cond'), listOf(elsif, 'stmts'), reading));
  }
  branches.push(await readBranch(null, listOf(node, 'else_body'), reading));
  return [{ kind: 'choice', branches }];
}

async function readCase(node: TreeNode, reading: Reading): Promise<readonly Step[]> {
  const branches: Branch[] = [];
  for (const wrapper of listOf(node, 'case_when_list')) {
    const when = nodeOf(wrapper, 'PLpgSQL_case_when');
    branches.push(await readBranch(queryOf(when, 'expr'), listOf(when, 'stmts'), reading));
  }
  branches.push(await readBranch(null, listOf(node, 'else_stmts'), reading));
  return [{ kind: 'choice', branches }];
}

async function readBranch(condition: string | null, body: readonly unknown[], reading: Reading): Promise<Branch> {
  return {
    condition: condition === null ? null : await readCondition(condition),
    steps: await readSteps(body, reading),
  };
}

async function readCondition(text: string): Promise<Condition> {
  const parsed = await parseSql(`SELECT ${text}`);
  if ('refusal' in parsed) return { text, tree: null };
  const select = nodeOf(parsed.tree[0]?.stmt, 'SelectStmt');
  const target = nodeOf(listOf(select, 'targetList')[0], 'ResTarget');
  return { text, tree: (fieldOf(target, 'val') ?? null) as TreeNode | null };
}

async function readExecute(node: TreeNode, reading: Reading): Promise<readonly Step[]> {
  const query = queryOf(node, 'query');
  const { tree } = await readCondition(query);
  const literal = textOf(childOf(nodeOf(tree, 'A_Const'), 'sval'), 'sval');
  return literal === '' ? [{ kind: 'computed', text: query }] : readStatements(literal, reading);
}

/** The statements of an embedded query, placed where their text stands in the body. */
async function readStatements(query: string, reading: Reading): Promise<readonly Step[]> {
  const parsed = await parseSql(query);
  if ('refusal' in parsed) return [{ kind: 'computed', text: query }];
  const found = reading.text.indexOf(query, reading.searched);
  // PERFORM and doubled quotes do not stand in the body as they are run: then the place is where reading has come to.
  const start = found === -1 ? reading.searched : found;
  if (found !== -1) reading.searched = found + query.length;
  const toOffset = mapBytes(query);
  const toFile = (byte: number) => reading.origin + start + toOffset(byte);
  return parsed.tree.map(({ stmt, stmt_location: from = 0, stmt_len: length }): Step => {
    const [type, node] = unwrap(stmt);
    placeNodes(node, toFile);
    const to = length === undefined ? Buffer.byteLength(query) : from + length;
    const text = query.slice(toOffset(from), toOffset(to));
    const span = { start: toFile(from), end: toFile(to) };
    return { kind: 'statement', statement: { text, span, chunk: reading.chunk, type, node, block: null } };
  });
}

function queryOf(node: TreeNode, field: string): string {
  return textOf(nodeOf(fieldOf(node, field), 'PLpgSQL_expr'), 'query');
}
