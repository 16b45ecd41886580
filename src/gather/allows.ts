/** Collects what is allowed: comments in the migrations, entries of `gatekeeper.json`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locate } from '../model/locate.js';
import type { Allow, AllowedPlace } from '../model/allow.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { History, SourceFile } from '../model/history.js';
import type { ParsedFile } from '../model/sql.js';
import { asRecord, parseJson } from '../project/history/parse-json.js';
import { readAllowComments } from '../sql/allow.js';

/** In the working directory of the run. */
export const ALLOW_FILE = 'gatekeeper.json';

/** Throws CannotJudge where `gatekeeper.json` is there and not of its form: a gate must not guess what is allowed. */
export async function gatherAllows(
  cwd: string,
  history: History,
  parsed: ReadonlyMap<string, ParsedFile>,
): Promise<readonly Allow[]> {
  return [...(await readAllowFile(cwd, history)), ...[...parsed.values()].flatMap(commentsOf)];
}

function commentsOf(file: ParsedFile): Allow[] {
  return readAllowComments(file).map(({ code, reason, span, scope }) => ({
    code,
    reason,
    until: null,
    covers: { file: file.source.path, lines: scope === 'file' ? null : linesOf(file.source, scope) },
    at: locate(file.source, span),
  }));
}

function linesOf(source: SourceFile, span: { start: number; end: number }): readonly [number, number] {
  const { line, endLine } = locate(source, span);
  return [line, endLine];
}

async function readAllowFile(cwd: string, history: History): Promise<Allow[]> {
  const text = await readFile(join(cwd, ALLOW_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new CannotJudge(`"${ALLOW_FILE}" cannot be read: ${error.message}`, {
      hint: 'Make it readable, or remove it.',
    });
  });
  if (text === null) return [];
  const entries = parseEntries(text);
  const source = { path: ALLOW_FILE, text };
  // An entry is found again by its code: good enough to lead a reader to the line.
  return entries.map(({ code, reason, until, ...place }) => ({
    code,
    reason: reason?.trim() || null,
    until: until ?? null,
    covers: placeOf(place, history),
    at: locate(source, spanOf(text, code)),
  }));
}

interface Entry {
  readonly code: string;
  readonly reason?: string;
  readonly until?: string;
  readonly migration?: string;
  readonly object?: string;
}

function parseEntries(text: string): readonly Entry[] {
  const json = parseJson(text);
  if (json.defect !== null) {
    const { message, span } = json.defect;
    const place = span === null ? ALLOW_FILE : `${ALLOW_FILE}:${locate({ path: ALLOW_FILE, text }, span).line}`;
    throw new CannotJudge(`"${ALLOW_FILE}" is no JSON: ${message}`, { hint: `Correct it at ${place}.` });
  }
  const { allow = [], $schema: _, ...unknown } = asRecord(json.value) ?? { allow: null };
  const isKnown = Object.keys(unknown).length === 0;
  if (isKnown && Array.isArray(allow) && allow.every(isEntry)) return allow;
  throw new CannotJudge(`"${ALLOW_FILE}" is of an unknown form`, {
    hint: 'Write {"allow": [{"code": "…", "migration" or "object": "…", "reason": "…", "until": "YYYY-MM-DD"}]}.',
  });
}

/** Fields besides `code` and `until`. */
const TEXTS = new Set(['reason', 'migration', 'object']);

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { code, until, ...rest } = value as Record<string, unknown>;
  const isDay = until === undefined || (typeof until === 'string' && /^\d{4}-\d\d-\d\d$/.test(until));
  return (
    typeof code === 'string' &&
    isDay &&
    Object.entries(rest).every(([name, each]) => TEXTS.has(name) && typeof each === 'string')
  );
}

function placeOf({ migration, object }: Pick<Entry, 'migration' | 'object'>, history: History): AllowedPlace {
  if (migration === undefined) return object === undefined ? { everywhere: true } : { object };
  const source = history.journal?.source;
  const span = history.entries.find(({ tag }) => tag === migration)?.span;
  if (source === undefined || !span) return { migration };
  return { migration, entry: { file: source.path, lines: linesOf(source, span) } };
}

function spanOf(text: string, code: string): { start: number; end: number } {
  const start = Math.max(text.indexOf(JSON.stringify(code)), 0);
  return { start, end: start + JSON.stringify(code).length };
}
