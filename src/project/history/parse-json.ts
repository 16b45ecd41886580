/** What a text holds as JSON, or what keeps it from being JSON, with the place. */
import type { Defect } from '../../model/history.js';
import { readJsonTree } from './json-tree.js';

export type Json = { readonly value: unknown; readonly defect: null } | { readonly defect: Defect };

/** Git's markers, as committed by people who did not look. */
const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?= |\r?$).*$/m;

/** Judges as Drizzle does, which means by `JSON.parse`; the message and the place are for people. */
export function parseJson(text: string): Json {
  try {
    return { value: JSON.parse(text) as unknown, defect: null };
  } catch {
    return { defect: explainDefect(text) };
  }
}

function explainDefect(text: string): Defect {
  if (text.trim() === '') return { message: 'it is empty', span: null };
  if (text.startsWith('\uFEFF')) return { message: 'it starts with a byte order mark', span: { start: 0, end: 1 } };
  const marker = CONFLICT_MARKER.exec(text);
  if (marker) {
    return {
      message: 'it holds merge conflict markers',
      span: { start: marker.index, end: marker.index + marker[0].length },
    };
  }
  const tree = readJsonTree(text);
  return 'defect' in tree ? tree.defect : { message: 'it is not JSON', span: null };
}

/** The value as a record, or null where it is no object. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** The value as a string, or null where it is none. */
export function asString(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
