/** What a step of a workflow can say and leave behind. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';

/** Foreign text in the log must not be taken for workflow commands, old style (`##[`) and new (`::`). */
export function printVerbatim(text: string): void {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
}

/** The file outlives the step, so that a later one can upload it. */
export async function writeFileFor(extension: string, text: string): Promise<string> {
  const folder = process.env['RUNNER_TEMP'] ?? tmpdir();
  const path = join(folder, `drizzle-gatekeeper-${randomUUID()}.${extension}`);
  await writeFile(path, text);
  return path;
}

/** Ends up on the page of the run. */
export async function writeSummary(markdown: string): Promise<void> {
  await core.summary.addRaw(markdown).write();
}

/** For later steps and jobs. */
export function setOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** null: it failed, and a warning says so. */
export async function attempt<T>(what: string, work: () => T | Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    core.warning(`could not ${what}: ${sayError(error)}`);
    return null;
  }
}

/** An error's own words. */
export function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
