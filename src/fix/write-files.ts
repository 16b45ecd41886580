/** Puts mended texts into their files: the only place where files of the project are written. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CannotJudge } from '../model/cannot-judge.js';

/** A file before and after; null: it is not there. */
export interface FileChange {
  /** Relative to the working directory. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** All or none: throws CannotJudge where a file is not, byte for byte, what was mended. Also where one cannot be written. */
export async function writeChanges(changes: readonly FileChange[], cwd: string): Promise<void> {
  for (const change of changes) await requireUnchanged(change, cwd);
  for (const { path, after } of changes) {
    const file = resolve(cwd, path);
    await (after === null ? rm(file) : writeFile(file, after)).catch((cause: unknown) => {
      throw new CannotJudge(`"${path}" cannot be written`, { hint: 'Check who may write it.', cause });
    });
  }
}

/** Decoding replaces bytes that are no UTF-8, and writing would make that permanent. */
async function requireUnchanged({ path, before }: FileChange, cwd: string): Promise<void> {
  const onDisk = await readFile(resolve(cwd, path)).catch(() => null);
  if (before === null ? onDisk === null : onDisk?.equals(Buffer.from(before)) === true) return;
  throw new CannotJudge(`"${path}" is not UTF-8, or has changed meanwhile`, {
    hint: 'Save it as UTF-8, and run "drizzle-gatekeeper fix" again.',
  });
}
