/** Safe fixes as suggestions that GitHub commits by a click. Pure. */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Finding } from '../model/finding.js';
import type { ProjectVerdict, Verdict } from '../model/verdict.js';
import { clip } from '../report/clip.js';
import { rewriteOf, type Hunk } from '../report/fix-diff.js';
import { codeSpan, escapeProse, fence, isVerbatim } from '../report/markdown/escape.js';
import { link, type Links } from '../report/markdown/links.js';
import { sortFindings } from '../report/order.js';
import { STAND_IN } from '../report/redact.js';
import type { Sources } from '../report/sources.js';
import { hasLines, type PatchHunk } from './patch.js';

/** Replaces whole lines of a file. */
export interface Suggestion {
  /** From the root of the repository. */
  readonly path: string;
  /** First and last line, from 1, in the head commit. */
  readonly lines: readonly [first: number, last: number];
  /** Starts with `marker`. */
  readonly body: string;
  /** Tells the change, wherever it stands: the next run knows what was suggested already. */
  readonly marker: string;
}

export interface SuggestionContext {
  readonly verdict: Verdict;
  readonly sources: Sources;
  readonly links: Links;
  /** POSIX path from the repository's root to the working directory of the run, or empty. */
  readonly root: string;
  /** Hunks of the pull request's files, by path from the root of the repository. */
  readonly patches: ReadonlyMap<string, readonly PatchHunk[]>;
}

/** More lines than that are read in the report, not beside the code. */
const MOST_LINES = 40;
const MOST_PROSE = 1000;

/**
 * For new migrations alone, since an edit of a merged one changes its hash, and for lines that stand in the diff as they
 * were judged. The worst findings first; of two fixes that touch the same lines, the first.
 */
export function suggestFixes(context: SuggestionContext): Suggestion[] {
  const suggestions: Suggestion[] = [];
  for (const project of context.verdict.projects) {
    const files = filesOfNewMigrations(project);
    for (const finding of sortFindings(project.findings)) {
      const suggestion = suggest(finding, files, context);
      if (suggestion !== null && !suggestions.some((other) => overlaps(suggestion, other))) {
        suggestions.push(suggestion);
      }
    }
  }
  return suggestions;
}

function filesOfNewMigrations({ newEntries, layout, migrations }: ProjectVerdict): ReadonlySet<string> {
  const names = (newEntries ?? []).map((tag) => (layout === 'journal' ? `${tag}.sql` : `${tag}/migration.sql`));
  return new Set(names.map((name) => posix.join(migrations, name)));
}

function suggest(finding: Finding, files: ReadonlySet<string>, context: SuggestionContext): Suggestion | null {
  const { fix } = finding;
  if (fix?.safety !== 'safe' || !fix.edits.every(({ file }) => files.has(file))) return null;
  const rewrite = rewriteOf(fix, context.sources);
  if (rewrite === null || rewrite.removed.length + rewrite.added.length === 0) return null;
  const { file, line, removed, added } = anchor(rewrite, context.sources);
  const path = posix.join(context.root, file);
  const isShort = removed.length > 0 && removed.length + added.length <= MOST_LINES;
  const isShown = hasLines(context.patches.get(path) ?? [], line, removed);
  if (!isShort || !isShown || !isCommittable(added)) return null;
  const marker = markerOf(path, removed, added);
  const body = `${marker}\n${sayFix(finding, context.links)}\n\n${fence(added.join('\n'), 'suggestion')}`;
  return { path, lines: [line, line + removed.length - 1], body, marker };
}

/** A suggestion replaces lines: where nothing is removed, it replaces a line next to what comes. */
function anchor(hunk: Hunk, sources: Sources): Hunk {
  if (hunk.removed.length > 0) return hunk;
  const { file, line, added } = hunk;
  const lines = (sources.get(file) ?? '').split('\n');
  const [before, after] = [lines[line - 2], lines[line - 1]];
  // What follows the last line break is no line of a diff.
  if (after !== undefined && line < lines.length) return { file, line, removed: [after], added: [...added, after] };
  return before === undefined ? hunk : { file, line: line - 1, removed: [before], added: [before, ...added] };
}

/** Nobody commits what would not be the fix: text that is shown otherwise than it is, or that was redacted. */
function isCommittable(lines: readonly string[]): boolean {
  return lines.every((line) => isVerbatim(line) && !line.includes(STAND_IN));
}

function sayFix({ code, message, fix }: Finding, links: Links): string {
  const title = escapeProse(clip(fix?.title ?? '', MOST_PROSE));
  return `**${title}**: ${escapeProse(clip(message, MOST_PROSE))} · ${link(codeSpan(code), links.page(code))}`;
}

function markerOf(...parts: readonly (string | readonly string[])[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `<!-- drizzle-gatekeeper suggestion ${digest.slice(0, 32)} -->`;
}

function overlaps(a: Suggestion, b: Suggestion): boolean {
  return a.path === b.path && a.lines[0] <= b.lines[1] && b.lines[0] <= a.lines[1];
}
