/** Drizzle 0.x: flat SQL files, listed by `meta/_journal.json`, one snapshot per entry beside it. */
import type { Entry, History, Journal, Snapshot, SourceFile, UnreadableFile } from '../../model/history.js';
import type { JsonNode } from './json-tree.js';
import { readJsonTree } from './json-tree.js';
import { toMigration } from './migration.js';
import { asRecord, asString, parseJson } from './parse-json.js';
import { toSnapshot } from './snapshot.js';
import type { Reading, Tree } from './tree.js';

export const JOURNAL = 'meta/_journal.json';

/** Reads the journal layout below `folder`; never throws for what is broken in it. */
export async function readJournalLayout(tree: Tree, folder: string): Promise<History> {
  const path = `${folder}/${JOURNAL}`;
  const { journal, records } = readJournal(path, (await tree.read(JOURNAL)) ?? { fault: 'there is no such file' });
  const names = ((await tree.list('')) ?? []).filter((name) => name.endsWith('.sql'));
  // `readMigrationFiles` pastes the tag into a path, so a tag may name a file in another folder.
  const distant = records.flatMap(({ tag }) => (tag?.includes('/') ? `${tag}.sql` : []));
  const { files, unreadable } = await readFiles(tree, folder, [...names, ...distant]);
  return {
    layout: 'journal',
    folder,
    journal,
    entries: records.map((record) => toEntry(record, files.get(`${record.tag}.sql`) ?? null)),
    files: [...files.values()],
    unreadable,
    foldersWithoutFile: [],
    snapshots: await readSnapshots(tree, folder),
  };
}

/** An entry without its SQL file. */
type Listed = Omit<Entry, 'migration'>;

/** The journal and what it lists. A byte order mark is a defect, and yet what follows it is certain. */
function readJournal(path: string, reading: Reading): { journal: Journal; records: readonly Listed[] } {
  const text = 'text' in reading ? reading.text : '';
  const unread = (defect: Journal['defect']): Journal => ({
    source: { path, text },
    defect,
    version: null,
    dialect: null,
  });
  if ('fault' in reading) return { journal: unread({ message: reading.fault, span: null }), records: [] };
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const json = parseJson(text.slice(mark));
  const defect = parseJson(text).defect;
  if (json.defect) return { journal: unread(defect), records: [] };

  const tree = readJsonTree(' '.repeat(mark) + text.slice(mark));
  const root = 'root' in tree ? tree.root : null;
  const record = asRecord(json.value);
  const journal = {
    source: { path, text },
    version: asString(record?.['version']),
    dialect: asString(record?.['dialect']),
  };
  const entries = record?.['entries'];
  if (!Array.isArray(entries)) {
    const message = record ? 'its "entries" is not a list' : 'its top level is not an object';
    return {
      journal: { ...journal, defect: { message, span: (root?.members.get('entries') ?? root)?.span ?? null } },
      records: [],
    };
  }
  const nodes = root?.members.get('entries')?.elements ?? [];
  return {
    journal: { ...journal, defect },
    records: entries.map((entry, position) => toListed(entry, position, nodes[position])),
  };
}

function toListed(value: unknown, position: number, node: JsonNode | undefined): Listed {
  const record = asRecord(value) ?? {};
  return {
    position,
    tag: asString(record['tag']),
    index: Number.isInteger(record['idx']) ? (record['idx'] as number) : null,
    rawWhen: record['when'],
    span: node?.span ?? null,
  };
}

function toEntry(listed: Listed, file: SourceFile | null): Entry {
  const { tag } = listed;
  return { ...listed, migration: tag !== null && file ? toMigration(tag, file, toMilliseconds(listed.rawWhen)) : null };
}

/** Drizzle compares and inserts `when` as it is: a string of digits works, a fraction is refused by bigint (22P02). */
function toMilliseconds(when: unknown): number | null {
  const number = typeof when === 'string' && /^\d+$/.test(when) ? Number(when) : when;
  return Number.isSafeInteger(number) ? (number as number) : null;
}

interface Files {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly unreadable: readonly UnreadableFile[];
}

async function readFiles(tree: Tree, folder: string, names: readonly string[]): Promise<Files> {
  const files = new Map<string, SourceFile>();
  const unreadable: UnreadableFile[] = [];
  for (const name of new Set(names)) {
    const path = `${folder}/${name}`;
    const reading = await tree.read(name);
    if (reading && 'text' in reading) files.set(name, { path, text: reading.text });
    else if (reading) unreadable.push({ path, reason: reading.fault });
  }
  return { files, unreadable };
}

/** Everything in `meta/` that does not start with `_`, as drizzle-kit takes it: a stray file there stops `generate`. */
async function readSnapshots(tree: Tree, folder: string): Promise<readonly Snapshot[]> {
  const names = ((await tree.list('meta')) ?? []).filter((name) => !name.startsWith('_'));
  const snapshots: Snapshot[] = [];
  for (const name of names) {
    const belongsTo = /^(\d+)_snapshot\.json$/.exec(name)?.[1] ?? null;
    const reading = (await tree.read(`meta/${name}`)) ?? { fault: 'its link leads nowhere' };
    snapshots.push(toSnapshot(`${folder}/meta/${name}`, belongsTo, reading));
  }
  return snapshots;
}
