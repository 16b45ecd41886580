/** Puts mended texts into their files: the only place where files of the project are written. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CannotJudge } from '../model/cannot-judge.js';
import type { FixedFile } from './fix-project.js';

/** All or none: throws CannotJudge where a file is not, byte for byte, what was mended. Also where one cannot be written. */
export async function writeFixedFiles(files: readonly FixedFile[], cwd: string): Promise<void> {
  for (const file of files) await requireUnchanged(file, cwd);
  for (const { source, text } of files) {
    await writeFile(resolve(cwd, source.path), text).catch((cause: unknown) => {
      throw new CannotJudge(`"${source.path}" cannot be written`, { hint: 'Check who may write it.', cause });
    });
  }
}

/** Decoding replaces bytes that are no UTF-8, and writing would make that permanent. */
async function requireUnchanged({ source }: FixedFile, cwd: string): Promise<void> {
  const onDisk = await readFile(resolve(cwd, source.path)).catch(() => null);
  if (onDisk?.equals(Buffer.from(source.text)) === true) return;
  throw new CannotJudge(`"${source.path}" is not UTF-8, or has changed meanwhile`, {
    hint: 'Save it as UTF-8, and run "drizzle-gatekeeper fix" again.',
  });
}
