/** action.yml, read by GitHub's own parser. Works under jest, which imports JSON without an attribute. */
import { readFile } from 'node:fs/promises';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';

export interface ActionMetadata {
  /** What GitHub would refuse the file for. */
  readonly errors: readonly string[];
  /** Declared inputs with their defaults, empty where there is none. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: readonly string[];
  readonly using: string;
  readonly main: string;
}

/** The parser tells its trace what it does; nobody reads it here. */
const SILENT = { error: ignore, info: ignore, verbose: ignore };

function ignore(): void {}

export async function readActionMetadata(path = 'action.yml'): Promise<ActionMetadata> {
  const content = await readFile(path, 'utf8');
  const { context, value } = parseAction({ name: path, content }, SILENT);
  const tree = JSON.parse(JSON.stringify(value)) as Token;
  const inputs = childrenOf(find(tree, 'inputs')).map(([name, input]): [string, string] => {
    return [name, textOf(find(input, 'default'))];
  });
  const runs = find(tree, 'runs');
  return {
    errors: context.errors.getErrors().map(({ message }) => message),
    inputs: Object.fromEntries(inputs),
    outputs: childrenOf(find(tree, 'outputs')).map(([name]) => name),
    using: textOf(find(runs, 'using')),
    main: textOf(find(runs, 'main')),
  };
}

/** The parser's tree as JSON: a text, or a mapping as a list of pairs. */
type Token =
  string | { readonly map?: readonly { readonly Key: Token; readonly Value: Token }[]; readonly lit?: string };

function childrenOf(token: Token | undefined): [string, Token][] {
  return typeof token === 'object' ? (token.map ?? []).map(({ Key, Value }) => [textOf(Key), Value]) : [];
}

function find(token: Token | undefined, name: string): Token | undefined {
  return childrenOf(token).find(([key]) => key === name)?.[1];
}

function textOf(token: Token | undefined): string {
  return typeof token === 'string' ? token : (token?.lit ?? '');
}
