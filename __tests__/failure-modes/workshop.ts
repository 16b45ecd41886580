/** A project in which the real drizzle-kit runs, of either line, as its author would run it: without a terminal. */
import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copy, type Source } from './project.js';

const MODULES = {
  '0.31': 'node_modules',
  '1.0': 'migrations-fixtures/lines/kit-1.0/node_modules',
} as const;

export interface Workshop extends Disposable {
  readonly path: string;
  /** Runs drizzle-kit of a line, which stays installed; gives exit code and all that it printed. */
  readonly run: (line: keyof typeof MODULES, ...args: readonly string[]) => Promise<{ code: number; output: string }>;
  /** Keeps the history as that of the base branch. */
  readonly merge: () => void;
  readonly list: () => readonly string[];
  readonly read: (path: string) => string;
  readonly remove: (path: string) => void;
  readonly replace: (path: string, from: string | RegExp, to: string) => void;
}

const CONFIG = `export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };\n`;

/** A project with a schema of its own, whatever else it has. */
export function openWorkshop(source: Source, schema: string): Workshop {
  const folder = copy(source);
  const inside = (path: string): string => join(folder.path, path);
  writeFileSync(inside('schema.ts'), schema);
  writeFileSync(inside('drizzle.config.ts'), CONFIG);
  const read = (path: string): string => readFileSync(inside(path), 'utf8');
  return {
    path: folder.path,
    run: (line, ...args) => {
      rmSync(inside('node_modules'), { force: true });
      symlinkSync(resolve(MODULES[line]), inside('node_modules'));
      return runKit(folder.path, args);
    },
    merge: () => cpSync(inside('drizzle'), inside('base/drizzle'), { recursive: true }),
    list: () => readdirSync(inside('drizzle'), { recursive: true }).map(String).sort(),
    read,
    remove: (path) => rmSync(inside(path)),
    replace: (path, from, to) => writeFileSync(inside(path), read(path).replace(from, to)),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

function runKit(cwd: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ['node_modules/drizzle-kit/bin.cjs', ...args],
      { cwd, timeout: 60_000 },
      (error, output, errors) =>
        done({ code: error === null ? 0 : Number(error.code ?? -1), output: `${output}${errors}` }),
    );
    child.stdin?.end();
  });
}
