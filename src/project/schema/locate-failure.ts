/** The place of an error in the project's own files, out of what loaders and Node write. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Failure } from './protocol.js';

export interface FailurePlace {
  /** Absolute. */
  readonly file: string;
  /** null: only the file is known. */
  readonly line: number | null;
  /** The error's own text, where the place stood in the middle of it. */
  readonly message: string | null;
}

/** null: no file of the project has a part in it. */
export function locateFailure(failure: Failure): FailurePlace | null {
  return locateSyntax(failure) ?? locateImport(failure) ?? locateFrame(failure) ?? onlyFile(failure.file);
}

/** esbuild: `/db/schema.ts:3:5: ERROR: Expected …`. The child brings jiti's errors to the same form. */
function locateSyntax({ message }: Failure): FailurePlace | null {
  const match = /^(?<file>(?:[A-Z]:)?[^:\n]+):(?<line>\d+):\d+: (?:ERROR: )?(?<text>.+)$/m.exec(message)?.groups;
  if (!match) return null;
  return { file: match['file'] ?? '', line: Number(match['line']), message: match['text'] ?? null };
}

/** Node names the importing file, not the line: that is where the specifier stands. */
function locateImport({ message, requireStack }: Failure): FailurePlace | null {
  const specifier = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  if (specifier === undefined) return null;
  const importer = / imported from '?([^'\n]+)'?/.exec(message)?.[1] ?? requireStack[0];
  if (importer === undefined || !isOwn(importer)) return null;
  const file = toPath(importer);
  return { file, line: lineOf(file, specifier), message: null };
}

function lineOf(file: string, specifier: string): number | null {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const index = lines.findIndex((line) => line.includes(`'${specifier}'`) || line.includes(`"${specifier}"`));
    return index === -1 ? null : index + 1;
  } catch {
    return null;
  }
}

/** The innermost stack frame in a file of the project. */
function locateFrame({ stack }: Failure): FailurePlace | null {
  const frames = [...stack.matchAll(/^\s+at .*?\(?((?:file:\/\/)?(?:\/|[A-Z]:[\\/])[^()\n]*?):(\d+):\d+\)?$/gm)];
  const frame = frames.find(([, file]) => file !== undefined && isOwn(file));
  return frame ? { file: toPath(frame[1] ?? ''), line: Number(frame[2]), message: null } : null;
}

function onlyFile(file: string | null): FailurePlace | null {
  return file === null ? null : { file, line: null, message: null };
}

/** Neither a package nor the child program itself. */
function isOwn(file: string): boolean {
  return !file.includes('/node_modules/') && !file.includes('\\node_modules\\') && !/project\/schema\/child/.test(file);
}

function toPath(file: string): string {
  return file.startsWith('file:') ? fileURLToPath(file) : file;
}
