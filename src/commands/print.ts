/** Where a command's text goes. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';

/** To `--output`, else to standard output. Throws CannotJudge where the file cannot be written. */
export async function print(text: string, { output, workingDirectory }: Options): Promise<void> {
  if (output === null) {
    process.stdout.write(text);
    return;
  }
  await writeFile(resolve(workingDirectory, output), text).catch((cause: unknown) => {
    throw new CannotJudge(`report file "${output}" cannot be written`, {
      hint: 'Name a file in a folder that exists with --output.',
      cause,
    });
  });
}
