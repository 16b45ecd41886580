/** A project by its drizzle config, or by its migrations folder alone. */
import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Config, Project } from '../../model/project.js';
import { askChild } from '../schema/ask-child.js';
import { explainAnswer } from '../schema/explain.js';
import type { ConfigReply } from '../schema/protocol.js';
import { findPackage } from '../schema/toolchain.js';
import { toPosix } from './find-files.js';
import { findPackageFolder, findRoot } from './find-root.js';
import { readDependencies } from './dependencies.js';
import { DEFAULT_TRACKER, toConfig } from './to-config.js';

export interface LoadOptions {
  /** How long the project's own code may take. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Evaluates the config (absolute, or relative to `cwd`) in a child process, with the loader of the project's drizzle-kit.
 * Throws CannotJudge where it cannot be evaluated, where drizzle-kit would refuse it, and for other databases.
 */
export async function loadProject(configPath: string, cwd: string, options: LoadOptions = {}): Promise<Project> {
  const path = resolve(cwd, configPath);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) {
    const what = stats === undefined ? 'does not exist' : 'is a folder';
    throw new CannotJudge(`config file "${configPath}" ${what}`, {
      hint: 'Check the path given with --config.',
    });
  }
  const config = await evaluateConfig(path, cwd, options);
  const root = await findRoot(config, path, cwd);
  return describeProject(root, config, resolve(root, config.out), [dirname(path), root], cwd);
}

/** A project of which only the migrations folder is known (absolute, or relative to `cwd`). */
export async function projectOfMigrations(folder: string, cwd: string): Promise<Project> {
  const path = resolve(cwd, folder);
  return describeProject(cwd, null, path, [dirname(path)], cwd);
}

async function evaluateConfig(path: string, cwd: string, { timeoutMs, signal }: LoadOptions): Promise<Config> {
  const kit = await findPackage('drizzle-kit', [dirname(path), cwd]);
  const shown = toPosix(relative(cwd, path));
  if (kit === null && /\.[mc]?ts$/.test(path)) {
    throw new CannotJudge(`"${shown}" cannot be loaded: drizzle-kit is not installed`, {
      hint: 'Install the dependencies of the project first, start in the package that has drizzle-kit (--working-directory), or name the migrations folder with --migrations.',
    });
  }
  const request = { task: 'config', config: path, kit: kit?.folder ?? null } as const;
  const limits = { timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS, signal };
  const first = await askChild<ConfigReply>(request, { ...limits, root: cwd });
  const folder = await findPackageFolder(dirname(path), cwd);
  // A config of a package may need to be started there: tsx looks for tsconfig.json in the working directory alone.
  const elsewhere = first.status === 'failed' && folder !== null && folder !== cwd;
  const second = elsewhere ? await askChild<ConfigReply>(request, { ...limits, root: folder }) : first;
  const answer = second.status === 'done' ? second : first;
  return toConfig(shown, explainAnswer(answer, { subject: shown, cwd, timeoutMs: limits.timeoutMs }));
}

async function describeProject(
  root: string,
  config: Config | null,
  out: string,
  folders: readonly string[],
  cwd: string,
): Promise<Project> {
  const [kit, orm] = await Promise.all([findPackage('drizzle-kit', folders), findPackage('drizzle-orm', folders)]);
  return {
    root,
    config,
    migrations: toPosix(relative(cwd, out)) || '.',
    tracker: config?.tracker ?? DEFAULT_TRACKER,
    kitVersion: kit?.version ?? null,
    ormVersion: orm?.version ?? null,
    dependencies: await readDependencies(folders[0] ?? root, cwd),
  };
}
