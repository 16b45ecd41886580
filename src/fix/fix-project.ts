/** Mends a history in memory, the journal first; what is given back was replayed, compared and run twice. */
import type { GatherRequest } from '../gather/gather.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { applyEdits } from '../model/edits.js';
import type { Finding } from '../model/finding.js';
import type { SourceFile } from '../model/history.js';
import { judgeHistory, judgeWith } from './judge-history.js';
import { findFault, findJournalFault, whyNotReplayed, type Judged } from './prove.js';
import { renumberProject, type Renumbered } from './renumber-project.js';
import { planRepairs, type Left, type Repair } from './repair.js';
import { settle, type Settled } from './settle.js';

export interface FixedFile {
  /** As it lies on disk. */
  readonly source: SourceFile;
  readonly text: string;
  /** What the edits mend. Their fixes were proven: what is still `review` has a doubt that no replay settles. */
  readonly findings: readonly Finding[];
}

export interface FixedProject {
  readonly files: readonly FixedFile[];
  readonly left: readonly Left[];
  /** New migrations that got other numbers; then nothing else is mended in the same run. null: none. */
  readonly renumbered: Renumbered | null;
}

/** Throws CannotJudge, also where merged migrations are not known, or a guard is due and the history does not replay. */
export async function fixProject(request: GatherRequest): Promise<FixedProject> {
  const renumbered = await renumberProject(request);
  if (renumbered !== null && 'changes' in renumbered) return { files: [], left: [], renumbered };
  const before = await judgeHistory(request, request.history);
  const journal = await mendJournal(request, before);
  const mended = journal.kept.length === 0 ? before : await judgeEdited(request, journal.kept);
  const { repairs, left } = planRepairs(mended.facts, mended.findings);
  const statements = await mendStatements(request, mended, journal.kept, repairs.filter(isOfStatement));
  return {
    files: filesOf([...journal.kept, ...statements.kept]),
    left: [
      ...before.findings.flatMap((finding) => leaveCollision(finding, renumbered?.refusal ?? null)),
      ...journal.rejected,
      ...left,
      ...statements.rejected,
    ],
    renumbered: null,
  };
}

/** Findings on what renumbering would have mended. */
function leaveCollision(finding: Finding, refusal: string | null): readonly Left[] {
  return refusal !== null && COLLISIONS.has(finding.code) ? [{ finding, reason: `Not renumbered: ${refusal}.` }] : [];
}

const COLLISIONS = new Set(['history/taken-index', 'history/duplicate-index', 'history/journal-unreadable']);

/** Only what is safe: whether a database has applied an entry, no replay can tell. */
async function mendJournal(request: GatherRequest, before: Judged): Promise<Settled> {
  const repairs = planRepairs(before.facts, before.findings).repairs.filter((repair) => !isOfStatement(repair));
  const [safe, others] = [repairs.filter(isSafe), repairs.filter((repair) => !isSafe(repair))];
  const settled = await settle(safe, async (chosen) => {
    return findJournalFault(await judgeEdited(request, chosen), chosen);
  });
  const findings = others.flatMap((repair) => repair.findings);
  const unsafe = findings.map((finding) => ({ finding, reason: finding.hint ?? 'The edit has to be looked at.' }));
  return { kept: settled.kept, rejected: [...settled.rejected, ...unsafe] };
}

async function mendStatements(
  request: GatherRequest,
  before: Judged,
  journal: readonly Repair[],
  repairs: readonly Repair[],
): Promise<Settled> {
  if (repairs.length === 0) return { kept: [], rejected: [] };
  const obstacle = whyNotReplayed(before.facts);
  if (obstacle !== null) {
    throw new CannotJudge(`no edit can be proven: ${obstacle}`, {
      hint: 'Run "drizzle-gatekeeper check" and mend what it names first.',
    });
  }
  return settle(repairs, async (chosen) => {
    return findFault(before, await judgeEdited(request, [...journal, ...chosen]), chosen);
  });
}

function isOfStatement({ statement }: Repair): boolean {
  return statement !== null;
}

function isSafe({ findings }: Repair): boolean {
  return findings.every(({ fix }) => fix?.safety === 'safe');
}

function judgeEdited(request: GatherRequest, repairs: readonly Repair[]): Promise<Judged> {
  return judgeWith(request, new Map(filesOf(repairs).map(({ source, text }) => [source.path, text])));
}

/** All that was kept has been replayed, compared and run twice. */
function asProven(finding: Finding): Finding {
  const { fix } = finding;
  return fix?.provable === true ? { ...finding, fix: { ...fix, safety: 'safe' } } : finding;
}

function filesOf(repairs: readonly Repair[]): FixedFile[] {
  const paths = [...new Set(repairs.map(({ source }) => source.path))];
  return paths.flatMap((path) => {
    const own = repairs.filter(({ source }) => source.path === path);
    const source = own[0]?.source;
    if (source === undefined) return [];
    const edits = own.flatMap((repair) => repair.edits);
    return [
      { source, text: applyEdits(source.text, edits), findings: own.flatMap(({ findings }) => findings.map(asProven)) },
    ];
  });
}
