/** Text of the comment on a pull request, and what it remembers for the next run. Pure. */
import type { ProjectVerdict, Verdict } from '../model/verdict.js';
import { clip } from '../report/clip.js';
import { renderMarkdown, type MarkdownOptions } from '../report/markdown.js';
import { codeSpan } from '../report/markdown/escape.js';
import { placeOf } from '../report/order.js';

/** GitHub refuses a longer comment; it counts characters, and there are never more of them than bytes. */
const COMMENT_BYTES = 65_536;
const MOST_REMEMBERED = 50;
const MOST_CHARACTERS = 120;

/** What a finding is called in the memory of a comment: code and place. */
type Name = readonly [code: string, place: string];

interface Memory {
  readonly findings: readonly Name[];
  /** What the last change mended. */
  readonly mended: readonly Name[];
}

/** First line of a project's comment. `key` may be anything: encoded, it cannot end the HTML comment. */
export function markerOf(key: string): string {
  return `<!-- drizzle-gatekeeper ${encodeURIComponent(key)} -->`;
}

/** Nothing is posted where the pull request adds no migration and nothing fails: warnings on merged ones are not its own. */
export function isWorthComment({ findings, newEntries, checks }: ProjectVerdict): boolean {
  if (newEntries === null) return findings.length > 0;
  return newEntries.length > 0 || checks.some(({ status }) => status === 'failed');
}

/** `previous`: text of the comment as it is; null: there is none. */
export function renderComment(
  verdict: Verdict,
  project: ProjectVerdict,
  key: string,
  previous: string | null,
  options: Omit<MarkdownOptions, 'limit'>,
): string {
  const memory = remember(project, previous === null ? null : readMemory(previous));
  const encoded = Buffer.from(JSON.stringify(memory)).toString('base64');
  const head = `${markerOf(key)}\n<!-- ${encoded} -->\n`;
  const tail = sayMended(memory.mended);
  const limit = COMMENT_BYTES - Buffer.byteLength(head) - Buffer.byteLength(tail);
  return head + renderMarkdown(verdictOn(verdict, project), { ...options, limit }) + tail;
}

function verdictOn(verdict: Verdict, project: ProjectVerdict): Verdict {
  const failed = project.checks.some(({ status }) => status === 'failed');
  return { ...verdict, verdict: failed ? 'failed' : 'passed', projects: [project] };
}

/** A run that mends nothing leaves standing what the one before it mended. */
function remember({ findings }: ProjectVerdict, previous: Memory | null): Memory {
  const names = findings.slice(0, MOST_REMEMBERED).map((finding): Name => {
    return [finding.code, clip(placeOf(finding), MOST_CHARACTERS)];
  });
  const isGone = (name: Name): boolean => !names.some((other) => sameName(name, other));
  const gone = (previous?.findings ?? []).filter(isGone);
  // More findings than are remembered: what is not among them may still be there.
  const mended =
    findings.length > MOST_REMEMBERED ? [] : gone.length > 0 ? gone : (previous?.mended ?? []).filter(isGone);
  return { findings: names, mended };
}

function sameName(a: Name, b: Name): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** null: somebody has edited it away. */
function readMemory(comment: string): Memory | null {
  const encoded = /^<!-- ([A-Za-z0-9+/=]+) -->$/m.exec(comment)?.[1];
  try {
    const memory = JSON.parse(Buffer.from(encoded ?? '', 'base64').toString('utf8')) as Record<string, unknown>;
    return { findings: readNames(memory['findings']), mended: readNames(memory['mended']) };
  } catch {
    return null;
  }
}

function readNames(value: unknown): Name[] {
  const names: readonly unknown[] = Array.isArray(value) ? value : [];
  return names
    .filter((name): name is Name => {
      return Array.isArray(name) && name.length === 2 && name.every((part) => typeof part === 'string');
    })
    .slice(0, MOST_REMEMBERED)
    .map(([code, place]): Name => [clip(code, MOST_CHARACTERS), clip(place, MOST_CHARACTERS)]);
}

function sayMended(names: readonly Name[]): string {
  if (names.length === 0) return '';
  const lines = names.map(([code, place]) => `- ${codeSpan(code)} at ${codeSpan(place)}`);
  return `\n<details><summary>🎉 Mended since the report before: ${names.length}</summary>\n\n${lines.join('\n')}\n\n</details>\n`;
}
