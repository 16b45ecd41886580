/** Findings as GitHub's annotations, which stand beside the code. */
import type { Evidence, Finding, Severity } from '../model/finding.js';
import type { Verdict } from '../model/verdict.js';
import { clip } from './clip.js';
import { sayNumber } from './count.js';
import { sortFindings } from './order.js';
import { filePlaceOf } from './origin.js';
import { visible } from './visible.js';

export interface Annotation {
  readonly level: Severity;
  readonly title: string;
  readonly message: string;
  /** Where the finding or what it tells of stands; null: in no file. The path is relative to the root of the repository. */
  readonly place: { readonly file: string; readonly line: number; readonly endLine: number } | null;
}

export interface Annotations {
  /** Worst first. */
  readonly shown: readonly Annotation[];
  /** How many more there are. */
  readonly leftOut: number;
}

/** GitHub shows ten annotations of each level for one step, the first ones it is given. */
const MOST_OF_A_LEVEL = 10;
/** GitHub cuts a message at 64 KB, wherever that is. */
const MOST_CHARACTERS = 4000;

/** `root`: POSIX path from the repository's root to the working directory of the run, or empty. */
export function renderAnnotations(verdict: Verdict, root = ''): Annotations {
  const findings = sortFindings(verdict.projects.flatMap((project) => project.findings));
  const taken = { error: 0, warning: 0, notice: 0 };
  const shown = findings.filter(({ severity }) => taken[severity]++ < MOST_OF_A_LEVEL);
  return { shown: shown.map((finding) => annotate(finding, root)), leftOut: findings.length - shown.length };
}

/** The annotations as workflow commands, one a line, and a line that counts what was left out. */
export function renderWorkflowCommands({ shown, leftOut }: Annotations): string {
  const rest = leftOut === 0 ? [] : [`${sayNumber(leftOut, 'more finding')}: GitHub shows ten annotations of a level`];
  return [...shown.map(formatCommand), ...rest].map((line) => `${line}\n`).join('');
}

function annotate(finding: Finding, root: string): Annotation {
  const { location } = finding;
  const place = filePlaceOf(finding);
  const lines = [
    'file' in location ? finding.message : `${finding.message} (${location.catalog}: ${location.object})`,
    ...finding.evidence.flatMap(sayEvidence),
    ...(finding.hint === undefined ? [] : [finding.hint]),
  ];
  const text = lines
    .flatMap((line) => line.split(/\r?\n/))
    .map(visible)
    .join('\n');
  return {
    level: finding.severity,
    title: finding.code,
    message: clip(text, MOST_CHARACTERS),
    place: place && {
      file: root === '' ? place.file : `${root}/${place.file}`,
      line: place.line,
      endLine: place.endLine,
    },
  };
}

/** The SQL stands beside the annotation already. */
function sayEvidence(evidence: Evidence): string[] {
  if (evidence.kind === 'server-error') return [`${evidence.sqlstate}: ${evidence.message}`];
  if (evidence.kind !== 'difference') return [];
  return [`${evidence.attribute}: expected ${evidence.expected ?? 'nothing'}, actual ${evidence.actual ?? 'nothing'}`];
}

/** Syntax and escapes of https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function formatCommand({ level, title, message, place }: Annotation): string {
  const properties = place === null ? { title } : { ...place, title };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
