/** JSON with the place of every value. `JSON.parse` decides what is JSON; this says where things stand in it. */
import type { Defect } from '../../model/history.js';
import type { Span } from '../../model/finding.js';

/** One JSON value in its text. */
export interface JsonNode {
  readonly span: Span;
  /** By key, the last one winning as in `JSON.parse`; empty for what is no object. */
  readonly members: ReadonlyMap<string, JsonNode>;
  /** Empty for what is no array. */
  readonly elements: readonly JsonNode[];
}

/** Deeper than any journal; beyond it places are not worth the stack. */
const MAX_DEPTH = 500;

const SPACE = /[ \t\n\r]*/y;
const TOKEN =
  /[{}[\],:]|"[ !#-[\]-\uFFFF]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uFFFF]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** What a reader of the message should see of a piece that is no token. */
const WORD = /[\w.+-]{1,30}|[^]/uy;

interface Token extends Span {
  readonly text: string;
}

/** Signals the first place where the grammar is left; never leaves this file. */
class Fault extends Error {
  constructor(
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

/** The tree of a JSON text, or its first defect. */
export function readJsonTree(text: string): { readonly root: JsonNode } | { readonly defect: Defect } {
  try {
    const tokens = readTokens(text);
    const root = readValue(tokens, 0);
    const rest = tokens.next();
    if (rest.text !== '') throw new Fault(`${quote(rest.text)} stands after its end`, rest);
    return { root };
  } catch (error) {
    if (error instanceof Fault) return { defect: { message: error.message, span: error.span } };
    throw error;
  }
}

interface Tokens {
  /** The next token; an empty one at the end of the text. */
  next(): Token;
  peek(): Token;
}

function readTokens(text: string): Tokens {
  let offset = 0;
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = offset;
    return pattern.exec(text)?.[0] ?? '';
  };
  const peek = (): Token => {
    offset += match(SPACE).length;
    const token = match(TOKEN);
    if (token === '' && offset < text.length) throw unexpected(text, offset, match(WORD));
    return { text: token, start: offset, end: offset + token.length };
  };
  const next = (): Token => {
    const token = peek();
    offset = token.end;
    return token;
  };
  return { next, peek };
}

function unexpected(text: string, offset: number, word: string): Fault {
  const span = { start: offset, end: offset + Math.max(word.length, 1) };
  if (word !== '"') return new Fault(`${quote(word)} stands where no JSON can be`, span);
  const line = /[^\r\n]*/y;
  line.lastIndex = offset;
  const end = offset + (line.exec(text)?.[0].length ?? 1);
  return new Fault('a string does not end on its line or holds an unknown escape', { start: offset, end });
}

function readValue(tokens: Tokens, depth: number): JsonNode {
  const token = tokens.next();
  if (token.text === '{' || token.text === '[') {
    if (depth === MAX_DEPTH) throw new Fault(`it is nested deeper than ${MAX_DEPTH} levels`, token);
    return token.text === '{' ? readObject(tokens, token, depth) : readArray(tokens, token, depth);
  }
  if (token.text === '' || '}],:'.includes(token.text)) throw misplaced(token, 'a value');
  return { span: { start: token.start, end: token.end }, members: new Map(), elements: [] };
}

function readObject(tokens: Tokens, open: Token, depth: number): JsonNode {
  const members = new Map<string, JsonNode>();
  const close = readItems(tokens, '}', () => {
    const key = tokens.next();
    if (!key.text.startsWith('"')) throw misplaced(key, 'a key in double quotes');
    expect(tokens.next(), ':');
    members.set(JSON.parse(key.text) as string, readValue(tokens, depth + 1));
  });
  return { span: { start: open.start, end: close.end }, members, elements: [] };
}

function readArray(tokens: Tokens, open: Token, depth: number): JsonNode {
  const elements: JsonNode[] = [];
  const close = readItems(tokens, ']', () => elements.push(readValue(tokens, depth + 1)));
  return { span: { start: open.start, end: close.end }, members: new Map(), elements };
}

function readItems(tokens: Tokens, closing: string, readItem: () => void): Token {
  if (tokens.peek().text === closing) return tokens.next();
  for (;;) {
    readItem();
    const token = tokens.next();
    if (token.text === closing) return token;
    expect(token, ',');
  }
}

function expect(token: Token, text: string): void {
  if (token.text !== text) throw misplaced(token, `"${text}"`);
}

function misplaced(token: Token, expected: string): Fault {
  const found = token.text === '' ? 'it ends' : `${quote(token.text)} stands`;
  return new Fault(`${found} where ${expected} is expected`, token);
}

/** For a message: short, on one line, control characters spelled out. */
function quote(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return short.startsWith('"') ? short : JSON.stringify(short);
}
