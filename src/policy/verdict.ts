/** From facts and findings to what is reported. Pure. */
import { forkOf } from '../model/base.js';
import type { Facts } from '../model/facts.js';
import type { Code, Finding } from '../model/finding.js';
import type { CheckId, CheckStatus, ProjectVerdict, Verdict } from '../model/verdict.js';
import { changedTables } from '../compare/table-changes.js';
import { unmanagedOf } from '../compare/expressible.js';
import { gathered, skipped, valueOf, type Gathered } from '../model/gathered.js';
import { nextDeploy } from '../model/next-deploy.js';
import { applyAllows, type Sifted } from './apply-allows.js';
import { fails, weighIdempotency, type FailOn, type IdempotencyLevel } from './threshold.js';

export interface Policy {
  readonly failOn: FailOn;
  readonly idempotency: IdempotencyLevel;
}

/** What the team's choices leave of the findings. */
export function siftFindings(facts: Facts, findings: readonly Finding[], policy: Pick<Policy, 'idempotency'>): Sifted {
  return applyAllows(weighIdempotency(findings, policy.idempotency), facts.allows, facts.now);
}

/** One project's part of the report. */
export function decideProject(
  facts: Facts,
  findings: readonly Finding[],
  policy: Policy,
  { timings, historyHash }: Pick<ProjectVerdict, 'timings' | 'historyHash'>,
): ProjectVerdict {
  const sifted = siftFindings(facts, findings, policy);
  const server = valueOf(facts.server);
  const replayed = valueOf(facts.catalogs.replayed);
  return {
    config: facts.project.config?.path ?? null,
    migrations: facts.project.migrations,
    layout: facts.history.layout,
    entries: facts.history.entries.length,
    historyHash,
    newEntries: facts.newTags,
    base: valueOf(facts.base)?.ref ?? null,
    server,
    ...(facts.replays.ranAt !== undefined && { replayedAt: facts.replays.ranAt }),
    checks: statusesOf(facts, sifted, policy),
    findings: sifted.findings,
    allowed: sifted.allowed,
    unmanaged: replayed === null ? [] : unmanagedOf(replayed),
    ...deployOf(facts),
    emptyTables: valueOf(facts.replays.upgrade)?.emptyTables ?? [],
    fork: forkIn(facts),
    changes: changesIn(facts),
    versions: { kit: facts.project.kitVersion, orm: facts.project.ormVersion },
    timings,
  };
}

/** What the next deploy would run, and what it would pass over. */
function deployOf(facts: Facts): Pick<ProjectVerdict, 'pending' | 'skippedOnDeploy'> {
  const { newTags, parsed } = facts;
  const deploy = nextDeploy(facts);
  const skipped = (deploy?.skipped ?? []).map(({ migration }) => migration.tag);
  return {
    pending: (deploy?.pending ?? []).map(({ tag }) => ({ tag, statements: parsed.get(tag)?.statements.length ?? 0 })),
    // What was skipped long ago is the tracker's affair.
    skippedOnDeploy: skipped.filter((tag) => newTags === null || newTags.includes(tag)),
  };
}

function forkIn({ base, history }: Facts): ProjectVerdict['fork'] {
  const known = valueOf(base);
  return known && forkOf(history, known);
}

function changesIn({ catalogs, newTags }: Facts): ProjectVerdict['changes'] {
  if (newTags?.length === 0) return [];
  const [before, after] = [valueOf(catalogs.before), valueOf(catalogs.replayed)];
  return before === null || after === null ? null : changedTables(before, after);
}

/** Failed as soon as one project has a failed check. */
export function decide(projects: readonly ProjectVerdict[], version: string): Verdict {
  const failed = projects.some(({ checks }) => checks.some(({ status }) => status === 'failed'));
  return {
    schemaVersion: 1,
    tool: { name: 'drizzle-gatekeeper', version },
    verdict: failed ? 'failed' : 'passed',
    projects,
  };
}

/** Which findings belong to a check, besides what could not be gathered for it. */
const OWNED: readonly (readonly [CheckId, (code: Code) => boolean])[] = [
  ['history', (code) => /^(?:history|safety|allow)\//.test(code)],
  ['fresh-install', (code) => code === 'replay/fresh-install-failed'],
  ['upgrade', (code) => code === 'replay/upgrade-failed' || code === 'replay/fails-on-existing-rows'],
  ['replay', (code) => code.startsWith('replay/')],
  ['second-run', (code) => code.startsWith('idempotency/second-run')],
  ['idempotency', (code) => code.startsWith('idempotency/')],
  ['recorded', (code) => code === 'drift/snapshot-differs'],
  ['deployed', (code) => code === 'drift/deployed-differs'],
  ['declared', (code) => code.startsWith('drift/')],
  ['tracker', (code) => code.startsWith('tracker/')],
];

function checkOf(code: Code): CheckId {
  const owner = OWNED.find(([, owns]) => owns(code));
  if (owner === undefined) throw new Error(`no check owns the code "${code}"`);
  return owner[0];
}

function statusesOf(facts: Facts, { findings, allowed }: Sifted, policy: Policy): CheckStatus[] {
  const failing = new Set(findings.filter((each) => fails(each, policy.failOn)).map(({ code }) => checkOf(code)));
  return Object.entries(coverage(facts, policy, [...findings, ...allowed])).map(([id, fact]) => {
    const checkId = id as CheckId;
    if (fact.status === 'skipped') return { id: checkId, status: 'skipped', reason: fact.reason };
    const reason = fact.status === 'failed' ? fact.reason : null;
    const failed = failing.has(checkId) || (reason !== null && policy.failOn !== 'never');
    return { id: checkId, status: failed ? 'failed' : 'passed', reason };
  });
}

/** What each check rests on: gathered, skipped or failed, with the reason. */
function coverage(facts: Facts, policy: Policy, findings: readonly Finding[]): Record<CheckId, Gathered<unknown>> {
  const { replays, catalogs, deployed } = facts;
  const always = gathered(null);
  return {
    history: always,
    replay: replays.stepByStep,
    'fresh-install': replays.freshInstall,
    upgrade: replays.upgrade,
    'second-run': replays.secondRuns,
    declared: joined(catalogs.declared, catalogs.replayed),
    recorded: joined(catalogs.recorded, catalogs.replayed),
    idempotency: policy.idempotency === 'off' ? skipped('switched off by --idempotency off') : always,
    tracker: deployed,
    deployed: comparisonOf(deployed, findings),
  };
}

/** Where the tracker is wrong as a whole, its differences are not told one by one, and nothing was compared. */
function comparisonOf(deployed: Facts['deployed'], findings: readonly Finding[]): Gathered<unknown> {
  if (deployed.status !== 'gathered') return deployed;
  const { differences } = deployed.value;
  const isTold = findings.some(({ code }) => code === 'drift/deployed-differs');
  const isBlind = differences.status === 'gathered' && differences.value.length > 0 && !isTold;
  return isBlind ? skipped('what the tracker says of the database does not hold') : differences;
}

/** A comparison needs both sides: the first that is missing tells why. */
function joined(left: Gathered<unknown>, right: Gathered<unknown>): Gathered<unknown> {
  return left.status === 'gathered' ? right : left;
}
