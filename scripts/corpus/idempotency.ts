/** How tree and proof agree on a history, and what `fix` makes of it, as if every migration were new. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disagreements } from '../../src/checks/idempotency/proof.js';
import { readRequests } from '../../src/commands/projects.js';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import { fixProject, type FixedProject } from '../../src/fix/fix-project.js';
import { gather } from '../../src/gather/gather.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import type { Facts } from '../../src/model/facts.js';
import { spanOf } from '../../src/model/edits.js';
import { valueOf } from '../../src/model/gathered.js';
import type { SecondRun } from '../../src/model/replay.js';

export interface Measured {
  readonly statements: number;
  /** As in `0089_dazzling_marrow.sql:12 repeatable: sets rights; failed`. */
  readonly disagreements: readonly string[];
  /** Statements whose second run fails or changes something. */
  readonly broken: number;
  readonly fixedSafely: number;
  readonly fixedForReview: number;
  /** What is still broken, with the reason that `fix` gives. */
  readonly left: readonly string[];
  readonly files: number;
  /** Files of which every statement's second run is clean after `fix`. */
  readonly cleanFiles: number;
  readonly buildsTheSame: boolean;
}

/** `folder` lies below `cwd`; whatever is written is written into a copy. */
export async function measureIdempotency(cwd: string, folder: string, flags: readonly string[]): Promise<Measured> {
  const copy = mkdtempSync(join(tmpdir(), 'corpus-'));
  try {
    cpSync(join(cwd, folder), join(copy, folder), { recursive: true });
    for (const [index, flag] of flags.entries()) {
      if (flags[index - 1] === '--bootstrap') cpSync(join(cwd, flag), join(copy, flag));
    }
    const before = await gatherIn(copy, folder, flags);
    const fixed = await fixProject(await requestFor(copy, folder, flags));
    for (const { source, text } of fixed.files) writeFileSync(join(copy, source.path), text);
    return compare(before, await gatherIn(copy, folder, flags), fixed);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

async function requestFor(cwd: string, folder: string, flags: readonly string[]) {
  const where = ['--working-directory', cwd, '--migrations', folder, '--scope', 'all'];
  const invocation = parseArguments(['fix', ...where, ...flags]);
  if (invocation.command !== 'fix') throw new Error('the arguments ask for no fix');
  const [request] = await readRequests(invocation.options, {
    connections: { postgres: null, database: null },
    impliedBase: { kind: 'none', reason: 'no base branch was named' },
    distrust: null,
  });
  if (request === undefined) throw new Error(`there is no project in ${folder}`);
  return { ...request, onStep: () => {} };
}

async function gatherIn(cwd: string, folder: string, flags: readonly string[]): Promise<Facts> {
  return (await gather(await requestFor(cwd, folder, flags))).facts;
}

function compare(before: Facts, after: Facts, fixed: FixedProject): Measured {
  const runs = runsOf(before).map(([tag, run], index) => ({ tag, run, after: runsOf(after)[index]?.[1] }));
  const broken = runs.filter(({ run }) => run.outcome.kind !== 'clean');
  const mended = broken.filter((each) => each.after?.outcome.kind === 'clean');
  const safe = mended.filter(({ tag, run }) => isSafe(before, fixed, tag, run));
  const dirty = new Set(runs.filter((each) => each.after?.outcome.kind !== 'clean').map(({ tag }) => tag));
  const [built, rebuilt] = [valueOf(before.catalogs.replayed), valueOf(after.catalogs.replayed)];
  return {
    statements: runs.length,
    disagreements: Array.from(disagreements(before), ({ file, statement, foreseen, outcome }) => {
      return `${file.source.path}: ${statement.text.slice(0, 60)}: ${foreseen}; ${outcome.kind}`;
    }),
    broken: broken.length,
    fixedSafely: safe.length,
    fixedForReview: mended.length - safe.length,
    left: fixed.left.flatMap(({ finding, reason }) =>
      finding.code.startsWith('idempotency/')
        ? `${'file' in finding.location ? finding.location.file : ''}: ${finding.message}: ${reason}`
        : [],
    ),
    files: new Set(runs.map(({ tag }) => tag)).size,
    cleanFiles: new Set(runs.map(({ tag }) => tag)).size - dirty.size,
    buildsTheSame: built !== null && rebuilt !== null && compareCatalogs(built, rebuilt, 'all').length === 0,
  };
}

/** An edit leaves as many statements as there were, so that the lists before and after can be laid side by side. */
function runsOf({ replays }: Facts): readonly (readonly [tag: string, run: SecondRun])[] {
  const files = [...(valueOf(replays.secondRuns) ?? [])];
  return files.flatMap(([tag, runs]) => runs.map((run) => [tag, run] as const));
}

function isSafe({ parsed }: Facts, { files }: FixedProject, tag: string, { span }: SecondRun): boolean {
  const source = parsed.get(tag)?.source;
  const findings = files.find((file) => file.source.path === source?.path)?.findings ?? [];
  return findings.every(({ fix }) => {
    const isHere = fix?.edits.some((edit) => {
      const { start } = spanOf(source?.text ?? '', edit);
      return span.start <= start && start <= span.end;
    });
    return isHere !== true || fix?.safety === 'safe';
  });
}
