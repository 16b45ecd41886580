/** A reasoned suppression: a comment in a migration, or an entry of `gatekeeper.json`. */
import type { FileLocation, Finding } from './finding.js';

export interface Allow {
  /** As written; may name no code at all. */
  readonly code: string;
  /** null: none was given, which makes the allow a finding itself. */
  readonly reason: string | null;
  /** Last day on which it holds, `YYYY-MM-DD`; null: for ever. */
  readonly until: string | null;
  readonly covers: AllowedPlace;
  /** Where the allow itself stands. */
  readonly at: FileLocation;
  /** It came with the change of somebody who may not grant it. */
  readonly isForeign?: true;
}

/** Lines of a file, both ends included, from 1; null: all of it. */
export interface AllowedLines {
  readonly file: string;
  readonly lines: readonly [first: number, last: number] | null;
}

export type AllowedPlace =
  | AllowedLines
  /** Journal tag or folder name: every location in its files, and in its entry of the journal if it has one. */
  | { readonly migration: string; readonly entry?: AllowedLines }
  /** As the report names it: `table public.invoices`. */
  | { readonly object: string }
  /** Every finding of that code. */
  | { readonly everywhere: true };

/** Whether the allow names this finding's code and place; says nothing of its reason or date. */
export function covers(allow: Allow, finding: Finding): boolean {
  return allow.code === finding.code && coversPlace(allow.covers, finding.location);
}

function coversPlace(place: AllowedPlace, location: Finding['location']): boolean {
  if ('everywhere' in place) return true;
  if ('object' in place) return 'object' in location && location.object === place.object;
  if ('catalog' in location) return false;
  if (!('migration' in place)) return coversLines(place, location);
  return belongsTo(location.file, place.migration) || (place.entry !== undefined && coversLines(place.entry, location));
}

function coversLines({ file, lines }: AllowedLines, location: FileLocation): boolean {
  const [first, last] = lines ?? [1, Number.POSITIVE_INFINITY];
  return location.file === file && first <= location.endLine && location.line <= last;
}

/** `drizzle/0004_x.sql` in the journal layout, `drizzle/20250101000000_x/migration.sql` in the folder layout. */
function belongsTo(file: string, migration: string): boolean {
  const parts = file.split('/');
  return parts.at(-1) === `${migration}.sql` || parts.at(-2) === migration;
}

/** Past its date, counted in UTC. */
export function isExpired(allow: Allow, now: number): boolean {
  return allow.until !== null && new Date(now).toISOString().slice(0, 10) > allow.until;
}
