/** A snapshot of Drizzle 1.0: the difference to all before it, which the project's own drizzle-kit alone can write. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Project } from '../../model/project.js';
import { childEnvironment } from './child-environment.js';
import { findPackage } from './toolchain.js';

export interface SnapshotRequest {
  readonly project: Project;
  /** The migration that the snapshot is for: the last one. What it has is left out of account. */
  readonly tag: string;
  /** Absolute: the working directory of the run. */
  readonly cwd: string;
  readonly timeoutMs: number;
}

/**
 * Lets drizzle-kit generate what the schema has beyond the other snapshots, in a copy of the folder, and takes the snapshot
 * that it writes there. Throws CannotJudge where it writes none.
 */
export async function generateSnapshot({ project, tag, cwd, timeoutMs }: SnapshotRequest): Promise<string> {
  const { config, root } = project;
  const kit = config && (await findPackage('drizzle-kit', [dirname(resolve(cwd, config.path)), root]));
  if (config === null || kit === null) throw refused('it is not installed here');
  const copy = await mkdtemp(join(tmpdir(), 'gatekeeper-snapshot-'));
  try {
    const out = join(copy, 'drizzle');
    await cp(resolve(cwd, project.migrations), out, { recursive: true });
    await rm(join(out, tag, 'snapshot.json'), { force: true });
    const before = new Set(await readdir(out));
    const wrapper = join(copy, 'drizzle.config.ts');
    await writeFile(wrapper, configFor(resolve(cwd, config.path), out));
    const said = await generate(kit.folder, wrapper, { root, timeoutMs });
    const written = (await readdir(out)).find((name) => !before.has(name));
    if (written === undefined) throw refused(said);
    return await readFile(join(out, written, 'snapshot.json'), 'utf8');
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The project's config with another folder to write to. */
function configFor(config: string, out: string): string {
  return `import * as loaded from ${JSON.stringify(config)};
const config = loaded.default?.default ?? loaded.default ?? loaded;
export default { ...config, out: ${JSON.stringify(out)} };\n`;
}

/** Never rejects; the last line that it printed tells what went wrong. */
function generate(kit: string, config: string, at: { root: string; timeoutMs: number }): Promise<string> {
  return new Promise((done) => {
    const options = { cwd: at.root, env: childEnvironment(process.env, kit), timeout: at.timeoutMs };
    const args = [join(kit, 'bin.cjs'), 'generate', '--config', config, '--name', 'snapshot', '--output', 'json'];
    const child = execFile(process.execPath, args, options, (_, output, errors) => {
      done(`${output}${errors}`.trim().split('\n').at(-1) ?? '');
    });
    child.stdin?.end();
  });
}

function refused(reason: string): CannotJudge {
  return new CannotJudge(`drizzle-kit writes no snapshot: ${reason.slice(0, 300)}`, {
    hint: 'Run "npx drizzle-kit generate" in a terminal, keep the snapshot that it writes, and move it to your migration.',
  });
}
