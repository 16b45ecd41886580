/** The report as SARIF 2.1.0 (OASIS), in the part of it that GitHub's code scanning reads. */
import { createHash } from 'node:crypto';
import type { AllowedFinding, Code, Fix, FileLocation, Finding, Severity } from '../model/finding.js';
import type { ProjectVerdict, Verdict } from '../model/verdict.js';
import { groupByReason } from './axes.js';
import { printJson } from './json.js';
import { placeOf, sortFindings } from './order.js';
import { filePlaceOf, ORIGIN_WORDS, originsIn, summaryOf, type Origin } from './origin.js';
import { visible } from './visible.js';

/** What a rule says of itself; a `Check` is one. */
export interface Rule {
  readonly code: Code;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
}

export const HOME = 'https://github.com/drizzle-gatekeeper/drizzle-gatekeeper';
const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const satisfies Record<Severity, string>;

/** One run for all projects: GitHub refuses several runs of one tool. `root`: see `renderAnnotations`. */
export function renderSarif(verdict: Verdict, rules: readonly Rule[], root = ''): string {
  const results = verdict.projects.flatMap((project) => {
    return [...sortFindings(project.findings), ...project.allowed].map((finding) =>
      renderResult(finding, project, root),
    );
  });
  const used = new Set(results.map(({ ruleId }) => ruleId));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Drizzle Gatekeeper',
            semanticVersion: verdict.tool.version,
            informationUri: HOME,
            rules: rules.filter(({ code }) => used.has(code)).map(renderRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: verdict.projects.flatMap(renderGaps) }],
        results,
      },
    ],
  };
  return printJson(log);
}

function renderRule({ code, severity, title, why }: Rule): object {
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: why },
    helpUri: `${HOME}/blob/main/docs/findings/${code}.md`,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function renderResult(finding: Finding | AllowedFinding, project: ProjectVerdict, root: string) {
  const { code, severity, message, hint, location, fix } = finding;
  const place = filePlaceOf(finding);
  const origins = originsIn(finding);
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: escapeMessage(hint === undefined ? message : `${message}. ${hint}`) },
    locations: [
      {
        // Code scanning drops a result without a file: what lives in a catalog is shown where it comes from, or at the config.
        physicalLocation:
          place === null
            ? { artifactLocation: { uri: toUri(project.config ?? project.migrations, root) } }
            : renderPlace(place, root),
        ...('file' in location
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: location.object, kind: location.catalog }] }),
      },
    ],
    ...(origins.length === 0 ? {} : { relatedLocations: origins.map((origin) => renderOrigin(origin, root)) }),
    // Without the line: a finding that moves is the same finding.
    partialFingerprints: { 'gatekeeper/v1': fingerprint(code, placeOf(finding), message) },
    ...(fix === undefined ? {} : { fixes: [renderFix(fix, root)] }),
    ...('reason' in finding ? { suppressions: [{ kind: 'inSource', justification: finding.reason }] } : {}),
  };
}

function renderOrigin(origin: Origin, root: string): object {
  const text = `${ORIGIN_WORDS[origin.verb]}: ${summaryOf(origin)}`;
  return { physicalLocation: renderPlace(origin.location, root), message: { text: escapeMessage(text) } };
}

function renderPlace(location: FileLocation, root: string): object {
  return { artifactLocation: { uri: toUri(location.file, root) }, region: renderRegion(location) };
}

function renderRegion({ line, column, endLine, endColumn }: FileLocation): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function renderFix({ title, edits }: Fix, root: string): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: escapeMessage(title) },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: toUri(file, root) },
      replacements: edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: renderRegion(edit), insertedContent: { text: edit.text } })),
    })),
  };
}

/** What did not run is said in the log, as everywhere. */
function renderGaps({ checks }: ProjectVerdict): object[] {
  return groupByReason(checks).map(({ ids, status, reason }) => ({
    level: 'note',
    message: {
      text: escapeMessage(`${status === 'skipped' ? 'skipped' : 'not finished'}: ${ids.join(', ')} (${reason})`),
    },
  }));
}

/** `[text](target)` is a link and `{0}` a placeholder in a message (SARIF 3.11.5 and 3.11.6). */
function escapeMessage(text: string): string {
  return visible(text)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}

function toUri(path: string, root: string): string {
  const whole = root === '' ? path : `${root}/${path}`;
  return whole.split('/').map(encodePart).join('/');
}

/** Half a character has no percent-encoding. */
function encodePart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'));
}

function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}
