/**
 * PostgreSQL's own parser: libpg-query compiled to wasm. Bound here, not through the package's index.js, because that one
 * holds a single instance for good: after a wasm trap (a stack overflow in deeply nested SQL) only a new instance is safe.
 */
import { importVendored, packedPath, unpack } from '../assets.js';

/** The parts of emscripten's module that are used here; pointers are byte addresses in the wasm memory. */
interface Parser {
  readonly allocate: (bytes: number) => number;
  readonly free: (pointer: number) => void;
  readonly parseSql: (query: number) => number;
  readonly freeResult: (result: number) => void;
  readonly parsePlpgsql: (query: number) => number;
  readonly freeText: (text: number) => void;
  readonly byteLength: (text: string) => number;
  readonly write: (text: string, pointer: number, bytes: number) => void;
  readonly readText: (pointer: number) => string;
  readonly readNumber: (pointer: number, type: 'i32') => number;
}

/** Why the parser refused a text. */
export interface Refusal {
  readonly message: string;
  /** Counts characters (code points, not bytes) from 0; null where the parser names no place. */
  readonly character: number | null;
}

export type Parsed<T> = { readonly tree: T } | { readonly refusal: Refusal };

/** A statement as libpg-query prints it; both numbers count bytes and are left out when zero. */
export interface RawStatement {
  readonly stmt: Readonly<Record<string, unknown>>;
  readonly stmt_location?: number;
  readonly stmt_len?: number;
}

/** Absent from Node 20's types. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: object) => object;
};

const NAMES: Readonly<Record<keyof Parser, string>> = {
  allocate: '_malloc',
  free: '_free',
  parseSql: '_wasm_parse_query_raw',
  freeResult: '_wasm_free_parse_result',
  parsePlpgsql: '_wasm_parse_plpgsql',
  freeText: '_wasm_free_string',
  byteLength: 'lengthBytesUTF8',
  write: 'stringToUTF8',
  readText: 'UTF8ToString',
  readNumber: 'getValue',
};

let instance: Promise<Parser> | null = null;

/** Parses SQL of any number of statements. */
export function parseSql(text: string): Promise<Parsed<readonly RawStatement[]>> {
  return withQuery(text, (parser, query) => {
    const result = parser.parseSql(query);
    try {
      // struct PgQueryParseResult { char *parse_tree; char *stderr_buffer; PgQueryError *error; }
      const error = parser.readNumber(result + 8, 'i32');
      if (error !== 0) return { refusal: readError(parser, error) };
      const tree = JSON.parse(parser.readText(parser.readNumber(result, 'i32'))) as { stmts: RawStatement[] };
      return { tree: tree.stmts };
    } finally {
      parser.freeResult(result);
    }
  });
}

/** Parses the PL/pgSQL body of one DO or CREATE FUNCTION statement; the tree is libpg-query's list of functions. */
export function parsePlpgsql(statement: string): Promise<Parsed<unknown>> {
  return withQuery(statement, (parser, query) => {
    const result = parser.parsePlpgsql(query);
    const text = parser.readText(result);
    parser.freeText(result);
    // Success is a JSON object, anything else the error message.
    if (!text.startsWith('{')) return { refusal: { message: text, character: null } };
    return { tree: (JSON.parse(text) as { plpgsql_funcs: unknown }).plpgsql_funcs };
  });
}

async function withQuery<T>(text: string, run: (parser: Parser, query: number) => Parsed<T>): Promise<Parsed<T>> {
  const nul = text.indexOf('\0');
  // A C string ends there: the rest would be dropped silently. The server refuses it as well (22021).
  if (nul !== -1) return { refusal: { message: 'NUL character', character: Array.from(text.slice(0, nul)).length } };
  if (isTooNested(text)) return { refusal: { message: 'too deeply nested for the parser', character: null } };
  instance ??= load();
  const parser = await instance;
  try {
    const size = parser.byteLength(text) + 1;
    const query = parser.allocate(size);
    parser.write(text, query, size);
    const parsed = run(parser, query);
    parser.free(query);
    return parsed;
  } catch (error) {
    instance = null;
    const reason = error instanceof Error ? error.message : String(error);
    return { refusal: { message: `too large or too deeply nested for the parser: ${reason}`, character: null } };
  }
}

/**
 * Whether comments begin in one run of operator characters so often that the scanner would take minutes: at each of them it
 * reads to the end of the run and goes back (scan.l: `xcstart`, `yyless(2)`).
 */
function isTooNested(text: string): boolean {
  const runs = text.match(/[-+*/<>=~!@#%^&|`?]{4000,}/g) ?? [];
  return runs.some((run) => run.split('/*').length > 1000);
}

async function load(): Promise<Parser> {
  type Exports = Readonly<Record<string, (...values: readonly (string | number)[]) => unknown>>;
  const imported = await importVendored<{ default: (own: object) => Promise<Exports> }>(
    'libpg-query/wasm/libpg-query.js',
  );
  const packed = packedPath('libpg-query/wasm/libpg-query.wasm');
  const exports = await imported.default(packed === null ? {} : await instantiatedFrom(await unpack(packed)));
  return Object.fromEntries(
    Object.entries(NAMES).map(([name, exported]) => [name, exports[exported]]),
  ) as unknown as Parser;
}

/** What emscripten's module is told, so that it does not look for its wasm by itself. */
async function instantiatedFrom(wasm: Buffer): Promise<object> {
  const compiled = await WebAssembly.compile(wasm);
  return {
    instantiateWasm: (imports: object, receive: (instance: object) => void): object => {
      receive(new WebAssembly.Instance(compiled, imports));
      return {};
    },
  };
}

function readError(parser: Parser, error: number): Refusal {
  // struct PgQueryError { char *message; char *funcname; char *filename; int lineno; int cursorpos; char *context; }
  const position = parser.readNumber(error + 16, 'i32');
  return {
    message: parser.readText(parser.readNumber(error, 'i32')),
    character: position > 0 ? position - 1 : null,
  };
}
