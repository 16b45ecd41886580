/** Holds a report against what was observed, in both directions. */
import type { Code, Finding } from '../../src/model/finding.js';
import type { ProjectVerdict } from '../../src/model/verdict.js';
import type { Observed, ObservedObject } from './observed.js';

/** Which finding tells which anomaly. A round `when` or a comment alone is none, and several statements in a chunk neither. */
const CODES: Readonly<Record<string, Code>> = {
  file_no_entry: 'history/orphan-file',
  entry_no_file: 'history/missing-file',
  snap_missing: 'history/missing-snapshot',
  snap_orphan: 'history/orphan-snapshot',
  prev_broken: 'history/broken-snapshot-chain',
  prev_fork: 'history/snapshot-fork',
  when_non_mono: 'history/when-not-increasing',
};

const STOPS: ReadonlySet<Code> = new Set([
  'replay/statement-failed',
  'replay/platform-object-missing',
  'replay/extension-missing',
]);

/** As in `passed, as observed`. */
export function compareReplay(observed: Observed, project: ProjectVerdict, onPlatform: boolean): string {
  const failure = project.findings.find(({ code }) => STOPS.has(code));
  const status = project.checks.find(({ id }) => id === 'replay')?.status;
  const said = failure?.message ?? status ?? 'not run';
  const { oneTransaction, sqlstate } = observed.replay;
  const expected = oneTransaction === 'ok' || onPlatform ? 'passed' : `(${sqlstate})`;
  return said.endsWith(expected) ? `${said}, as observed` : `**${said}**`;
}

/** The counts that differ, or how many there are. */
export function compareAnomalies({ anomalies }: Observed, { findings }: ProjectVerdict): string {
  const rows = Object.entries(CODES).map(([anomaly, code]) => ({
    code,
    observed: anomalies[anomaly]?.length ?? 0,
    reported: findings.filter((finding) => finding.code === code).length,
  }));
  const known = new Set<string>(Object.values(CODES));
  const others = findings.filter(({ code }) => code.startsWith('history/') && !known.has(code));
  const wrong = rows.filter((row) => row.observed !== row.reported);
  if (wrong.length + others.length === 0) return `${rows.reduce((sum, row) => sum + row.observed, 0)}, as observed`;
  const differing = wrong.map((row) => `${row.code}: ${row.observed} observed, ${row.reported} reported`);
  return [...differing, ...others.map(({ code }) => `${code}: not looked for`)].join('<br>');
}

export interface DriftComparison {
  /** Objects that were observed and are reported. */
  readonly alike: number;
  readonly missed: readonly string[];
  readonly more: readonly string[];
}

export function compareDrift(observed: Observed, project: ProjectVerdict): DriftComparison {
  const { snapshot, inSnapshotNotInDatabase, inDatabaseNotInSnapshot } = observed.drift;
  const findings = project.findings.filter(({ code }) => code.startsWith('drift/') && code !== 'drift/unmanaged');
  // Where the replay failed there is nothing to compare; the gate takes the newest snapshot that has an entry.
  const isComparable = project.checks.some(
    ({ id, status, reason }) => id === 'recorded' && status !== 'skipped' && reason === null,
  );
  const isOrphan = observed.anomalies['snap_orphan']?.some((number) => snapshot.startsWith(number)) ?? false;
  const objects = uniqueOf([...inSnapshotNotInDatabase, ...inDatabaseNotInSnapshot]);
  const found = objects.filter((object) => findings.some((finding) => tells(finding, object)));
  const unmanaged = objects.filter((object) => project.unmanaged.some((name) => isName(name, object)));
  const missed = objects.filter((object) => !found.includes(object) && !unmanaged.includes(object));
  return {
    alike: found.length + unmanaged.length,
    missed: !isComparable
      ? ['not compared']
      : isOrphan
        ? [`compared with "${snapshot}", which has no entry`]
        : missed.map(nameOf),
    more: findings
      .filter((finding) => !objects.some((object) => tells(finding, object)))
      .map((finding) => ('object' in finding.location ? finding.location.object : finding.message)),
  };
}

/** A column that differs stands on both sides. */
function uniqueOf(objects: readonly ObservedObject[]): readonly ObservedObject[] {
  return [...new Map(objects.map((object) => [nameOf(object), object])).values()];
}

/** Reported under its name, or as what another one is renamed from or to. */
function tells({ location, evidence }: Finding, object: ObservedObject): boolean {
  if (!('object' in location)) return false;
  if (isName(location.object, object)) return true;
  const names = evidence.flatMap((each) =>
    each.kind === 'difference' && each.attribute === 'name' ? [each.expected, each.actual] : [],
  );
  return location.object.startsWith(`${object.kind} ${object.schema}.`) && names.includes(identifierOf(object));
}

/** Indexes are observed without their table. */
function isName(reported: string, object: ObservedObject): boolean {
  const start = [object.schema, object.table].filter((part) => part !== undefined).join('.');
  return reported.startsWith(`${object.kind} ${start}.`) && reported.endsWith(`.${identifierOf(object)}`);
}

function nameOf(object: ObservedObject): string {
  return `${object.kind} ${[object.schema, object.table, object.name].filter((part) => part !== undefined).join('.')}`;
}

/** PostgreSQL cuts names at 63 bytes. */
function identifierOf({ name }: ObservedObject): string {
  return Buffer.from(name).subarray(0, 63).toString();
}
