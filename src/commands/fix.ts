/** `fix`: takes the safe fixes of what is not merged yet. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { applyEdits } from '../model/edits.js';
import type { Edit, Fix } from '../model/finding.js';
import { chooseFixes } from '../policy/choose-fixes.js';
import { siftFindings } from '../policy/verdict.js';
import { judgeProjects } from './check.js';
import type { Surroundings } from './surroundings.js';

/** What was changed, or with `--check` would be; paths are relative to the working directory. Throws CannotJudge. */
export async function fix(
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void = () => {},
): Promise<readonly Fix[]> {
  const cwd = resolve(options.workingDirectory);
  const fixes: Fix[] = [];
  for (const { facts, findings } of await judgeProjects(options, surroundings, onStep)) {
    if (facts.newTags === null) {
      throw new CannotJudge('which migrations are merged is not known, and those must stay as they are', {
        hint: 'Name the base branch with --base <ref>.',
      });
    }
    fixes.push(...chooseFixes(siftFindings(facts, findings, options).findings));
  }
  const edits = fixes.flatMap((each) => each.edits);
  if (options.check !== true) await writeEdits(cwd, edits);
  return fixes;
}

async function writeEdits(cwd: string, edits: readonly Edit[]): Promise<void> {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const group = edits.filter((edit) => edit.file === file);
    const path = resolve(cwd, file);
    await writeFile(path, applyEdits(await readFile(path, 'utf8'), group)).catch((cause: unknown) => {
      throw new CannotJudge(`"${file}" cannot be written`, { hint: 'Make it writable.', cause });
    });
  }
}
