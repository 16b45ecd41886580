/** Runs checks over the facts and turns their problems into findings. Pure. */
import type { Check, Place, Problem } from '../model/check.js';
import type { Facts } from '../model/facts.js';
import { SEVERITIES, type Finding, type Location } from '../model/finding.js';
import { locate } from '../model/locate.js';

/** All findings of these checks, worst first, then by place. The same facts always give the same list. */
export function judge(facts: Facts, checks: readonly Check[]): Finding[] {
  const [onAllows, others] = partition(checks, (check) => check.code.startsWith('allow/'));
  const findings = runChecks(facts, others, []);
  return [...findings, ...runChecks(facts, onAllows, findings)].sort(compareFindings);
}

function runChecks(facts: Facts, checks: readonly Check[], known: readonly Finding[]): Finding[] {
  return checks.flatMap((check) => Array.from(check.find(facts, known), (problem) => toFinding(check, problem)));
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

function toFinding(check: Check, problem: Problem): Finding {
  return {
    code: check.code,
    severity: problem.severity ?? check.severity,
    message: problem.message,
    location: toLocation(problem.at),
    evidence: problem.evidence ?? [],
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    ...(problem.fix === undefined ? {} : { fix: problem.fix }),
  };
}

function toLocation(place: Place): Location {
  return 'source' in place ? locate(place.source, place.span) : place;
}

function compareFindings(left: Finding, right: Finding): number {
  return (
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
    compareText(placeKey(left.location), placeKey(right.location)) ||
    compareText(left.code, right.code) ||
    compareText(left.message, right.message)
  );
}

/** Files sort before catalogs, lines as numbers. */
function placeKey(location: Location): string {
  if ('catalog' in location) return `~${location.catalog} ${location.object}`;
  return `${location.file} ${padded(location.line)} ${padded(location.column)}`;
}

function padded(value: number): string {
  return String(value).padStart(8, '0');
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
