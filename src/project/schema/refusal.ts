/** What drizzle-kit says of a snapshot that it refuses. */

/** One line: old versions print every issue of their validator (zod) as JSON, with all values that it would have taken. */
export function sayRefusal(what: string, reason: string): string {
  return `drizzle-kit does not accept ${what}: ${shorten(reason)}`;
}

function shorten(reason: string): string {
  const issues = readIssues(reason);
  const [first] = issues;
  const text = first === undefined ? (reason.split('\n')[0] ?? '') : `${first.path.join('.')}: ${first.message}`;
  const short = text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
  return issues.length > 1 ? `${short} (and ${issues.length - 1} more)` : short;
}

const MOST = 160;

interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function readIssues(reason: string): readonly Issue[] {
  try {
    const issues: unknown = JSON.parse(reason);
    return Array.isArray(issues) && issues.every(isIssue) ? issues : [];
  } catch {
    return [];
  }
}

function isIssue(value: unknown): value is Issue {
  const { path, message } = (value ?? {}) as Partial<Issue>;
  return Array.isArray(path) && typeof message === 'string';
}
