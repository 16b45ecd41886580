/** `check`: the gate. Reads, judges, decides; prints nothing. */
import { judge } from '../checks/judge.js';
import { CHECKS } from '../checks/registry.js';
import { gather } from '../gather/gather.js';
import { ServerAhead } from '../gather/server-ahead.js';
import type { Options } from '../inputs/table.js';
import type { Facts } from '../model/facts.js';
import type { Finding } from '../model/finding.js';
import { valueOf } from '../model/gathered.js';
import type { ProjectVerdict, Timings, Verdict } from '../model/verdict.js';
import { decide, decideProject } from '../policy/verdict.js';
import { digestOf } from '../project/history/digest.js';
import type { Sources } from '../report/sources.js';
import { VERSION } from '../version.js';
import { findPlaces, loadRequests, readCommon } from './projects.js';
import type { Surroundings } from './surroundings.js';

export interface CheckResult {
  readonly verdict: Verdict;
  readonly sources: Sources;
}

/** One project, judged. */
export interface Judged {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  readonly timings: Timings;
}

/** Decides on every project that the options name. Throws CannotJudge. */
export async function check(
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void = () => {},
): Promise<CheckResult> {
  const sources = new Map<string, string>();
  const projects: ProjectVerdict[] = [];
  for (const { facts, findings, timings } of await judgeProjects(options, surroundings, onStep)) {
    addSources(sources, facts);
    const historyHash = digestOf(facts.history);
    projects.push(decideProject(facts, findings, options, { timings, historyHash }));
  }
  return { verdict: decide(projects, VERSION), sources };
}

/** Judges every project that the options name. Throws CannotJudge. */
export async function judgeProjects(
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void,
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  const common = await readCommon(options, surroundings);
  const places = await findPlaces(options, common.cwd);
  await using ahead = new ServerAhead(common);
  for (const request of await loadRequests(places, common)) {
    const { facts, timings, ended } = await gather({ ...request, ahead, onStep });
    judged.push({ facts, findings: judge(facts, CHECKS), timings });
    await ended;
  }
  return judged;
}

/** Texts that a report quotes from. */
function addSources(sources: Map<string, string>, { history, schema }: Facts): void {
  const { journal, files, snapshots } = history;
  const declared = valueOf(schema.declared)?.sources ?? [];
  for (const source of [...(journal === null ? [] : [journal.source]), ...files, ...snapshots, ...declared]) {
    sources.set(source.path, source.text);
  }
}
