/** Which entry and which SQL file belong together although the tag does not say so. */
import type { Entry, History, SourceFile } from '../../model/history.js';
import { numberOf } from '../../model/snapshot-name.js';
import { distanceBetween } from './distance.js';

export interface Pair {
  readonly entry: Entry;
  readonly file: SourceFile;
}

export interface Pairing {
  /** Entries with a tag, whose file has another name. */
  readonly renamed: readonly Pair[];
  /** Entries without a tag, whose file is there by its number. */
  readonly untagged: readonly Pair[];
  /** Entries with a tag and no file at all. */
  readonly missing: readonly Entry[];
  /** Files that no entry means. */
  readonly orphans: readonly SourceFile[];
}

/** Pairs entries without a file with files without an entry, the most alike first. */
export function pairFiles(history: History): Pairing {
  const bare = history.entries.filter((entry) => entry.migration === null && !isUnreadable(history, entry));
  const named = new Set(history.entries.map(({ tag }) => tag));
  const loose = history.files.filter((file) => history.layout === 'journal' && !named.has(tagOf(history, file)));
  const pairs = takeBest(bare.flatMap((entry) => loose.flatMap((file) => rank(history, entry, file))));
  return {
    renamed: pairs.filter(({ entry }) => entry.tag !== null),
    untagged: pairs.filter(({ entry }) => entry.tag === null),
    missing: bare.filter((entry) => entry.tag !== null && !pairs.some((pair) => pair.entry === entry)),
    orphans: loose.filter((file) => !pairs.some((pair) => pair.file === file)),
  };
}

/** The tag that would name the file. */
export function tagOf(history: History, file: SourceFile): string {
  return file.path.slice(history.folder.length + 1).replace(/\.sql$/, '');
}

/** Why the entry's file cannot be read although it is there; null: it is not there, or it can. */
export function faultOf(history: History, entry: Entry): string | null {
  const path = history.layout === 'journal' ? `${entry.tag}.sql` : `${entry.tag}/migration.sql`;
  return history.unreadable.find((file) => file.path === `${history.folder}/${path}`)?.reason ?? null;
}

function isUnreadable(history: History, entry: Entry): boolean {
  return faultOf(history, entry) !== null;
}

interface RankedPair extends Pair {
  /** 0 for the same name. */
  readonly distance: number;
}

/** A pair, if number or name say that the two may be one. */
function rank(history: History, entry: Entry, file: SourceFile): RankedPair[] {
  const tag = tagOf(history, file).toLowerCase();
  if (entry.tag === null) return Number(prefixOf(tag)) === entry.index ? [{ entry, file, distance: 0 }] : [];
  const wanted = entry.tag.toLowerCase();
  if (prefixOf(tag) !== prefixOf(wanted) && restOf(tag) !== restOf(wanted)) return [];
  return [{ entry, file, distance: distanceBetween(wanted, tag) }];
}

function takeBest(ranked: readonly RankedPair[]): readonly Pair[] {
  const taken: Pair[] = [];
  for (const pair of ranked.toSorted((a, b) => a.distance - b.distance)) {
    if (!taken.some(({ entry, file }) => entry === pair.entry || file === pair.file)) taken.push(pair);
  }
  return taken;
}

function prefixOf(tag: string): string {
  return numberOf(tag) ?? tag;
}

function restOf(tag: string): string {
  return tag.replace(/^\d+_/, '');
}
