/** Takes connection strings and passwords out of text. Whatever leaves the tool has come through here. */
import type { Verdict } from '../model/verdict.js';
import type { Sources } from './sources.js';

/** What stands where a secret stood. */
export const STAND_IN = '***';

/**
 * Removes the given secrets in every spelling, and the password of any other connection string.
 * A secret is a connection string, with the passwords in it, or a password alone.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return replaceSecrets(text, secrets, () => STAND_IN);
}

function replaceSecrets(text: string, secrets: readonly string[], standInFor: (secret: string) => string): string {
  const common = secrets.flatMap(passwordsIn).filter(isCommon).flatMap(spellingsOf);
  const patterns = [
    ...rareSpellingsOf(secrets).map(anywhere),
    ...common.map(wherePasswordsStand),
    // Sources are megabytes, and that pattern begins like many a word.
    ...(text.includes('://') ? [ANY_CONNECTION_STRING] : []),
  ];
  const replace = (whole: string, kept: string): string => kept + standInFor(whole.slice(kept.length));
  return patterns.reduce((rest, pattern) => rest.replace(pattern, replace), text);
}

/** The same verdict with every text redacted. */
export function redactVerdict(verdict: Verdict, secrets: readonly string[]): Verdict {
  return redactTexts(verdict, secrets);
}

/** The same texts, each secret as long as before, so that places in them stay what they are. */
export function redactSources(sources: Sources, secrets: readonly string[]): Sources {
  const hide = (text: string): string => replaceSecrets(text, secrets, ({ length }) => '*'.repeat(length));
  return new Map(Array.from(sources, ([path, text]) => [path, hide(text)]));
}

/** The same value with every text in it redacted; field names stay. */
export function redactTexts<T>(value: T, secrets: readonly string[]): T {
  return mapTexts(value, (text) => redact(text, secrets)) as T;
}

/** Every spelling of every secret that stands nowhere but in secrets, the longest first. */
export function rareSpellingsOf(secrets: readonly string[]): string[] {
  const all = [...secrets, ...secrets.flatMap(passwordsIn)].filter((secret) => !isCommon(secret));
  return [...new Set(all.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
}

/** Of the user part, and of the parameter that libpq and postgres.js read. */
function passwordsIn(secret: string): string[] {
  if (!secret.includes('://')) return secret === '' ? [] : [secret];
  const ofUser = /^[\w+]+:\/\/[^:@/?#]*:(.*)@/s.exec(secret)?.[1];
  const ofParameter = /[?&]password=([^&#]*)/i.exec(secret)?.[1];
  return [ofUser, ofParameter].flatMap((password) => (password ? [password] : []));
}

/** Stands in every report, such as `postgres`, `public` or `1`; it is a secret only where a password stands. */
function isCommon(password: string): boolean {
  return password.length < 4 || /^[a-z_]{1,11}$/.test(password);
}

/** As it stands and decoded; each of them raw, percent-encoded, as a JSON string and as both kinds of SQL strings. */
function spellingsOf(secret: string): string[] {
  const plain = [secret, attempt(decodeURIComponent, secret)];
  const all = plain.flatMap((text) => [
    text,
    attempt(encodeURIComponent, text),
    attempt(encodeURI, text),
    JSON.stringify(text).slice(1, -1),
    text.replaceAll("'", "''"),
    // As PostgreSQL prints defaults with a backslash: E'…'.
    text.replaceAll('\\', '\\\\').replaceAll("'", "''"),
  ]);
  return [...new Set(all)];
}

/** Percent-coding throws on half characters and on stray percent signs; such a text has no other spelling. */
function attempt(code: (text: string) => string, text: string): string {
  try {
    return code(text);
  } catch {
    return text;
  }
}

/** A secret that looks like a word does not stand inside a longer word. */
function anywhere(secret: string): RegExp {
  return new RegExp(
    /^\w+$/.test(secret) ? `(?<![a-zA-Z0-9])()${secret}(?![a-zA-Z0-9])` : `()${escapePattern(secret)}`,
    'g',
  );
}

function wherePasswordsStand(password: string): RegExp {
  return new RegExp(`(pass(?:word|wd)?['"]?\\s*[=:]\\s*['"]?)${escapePattern(password)}(?!\\w)`, 'gi');
}

/** The password stands before the last `@` of what has no white space. */
const ANY_CONNECTION_STRING = /(postgres(?:ql)?:\/\/[^\s:/@'"]*:)[^\s'"]+(?=@)/gi;

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((element) => mapTexts(element, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, mapTexts(element, map)]));
}
