import type { Verdict } from '../model/verdict.js';

/** The published report (schema/report.schema.json), one line break at its end. */
export function renderJson(verdict: Verdict): string {
  return printJson(verdict);
}

/** Whatever is printed as JSON comes through here: indented, safe for a terminal and a log, one line break at its end. */
export function printJson(value: unknown): string {
  return `${escapeControls(JSON.stringify(value, null, 2))}\n`;
}

/**
 * JSON lets these stand raw, but a terminal acts on C1 controls and reorders text at bidirectional ones, and GitHub's
 * runner takes `##[` for a command.
 */
function escapeControls(json: string): string {
  return json
    .replaceAll('##[', '#\\u0023[')
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
}
