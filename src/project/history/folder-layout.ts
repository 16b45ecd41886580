/** Drizzle 1.0: a folder per migration, `<time>_<name>/{migration.sql,snapshot.json}`, ordered by name. */
import type { Entry, History, Snapshot, SourceFile, UnreadableFile } from '../../model/history.js';
import { toMigration } from './migration.js';
import { toSnapshot } from './snapshot.js';
import type { Reading, Tree } from './tree.js';

/** What one sub-folder holds; null: no such file. */
interface MigrationFolder {
  readonly name: string;
  readonly sql: Reading | null;
  readonly snapshot: Reading | null;
}

/** Reads the folder layout below `folder`; never throws for what is broken in it. */
export async function readFolderLayout(tree: Tree, folder: string): Promise<History> {
  const found = await readFolders(tree);
  const withFile = found.filter(({ sql }) => sql !== null);
  // The order of 1.0's `readMigrationFiles`: the locale's own, not that of the bytes.
  const ordered = withFile.toSorted((a, b) => a.name.localeCompare(b.name));
  return {
    layout: 'folders',
    folder,
    journal: null,
    entries: ordered.map((item, position) => toEntry(folder, item, position)),
    files: withFile.flatMap((item) => sourceOf(folder, item) ?? []),
    unreadable: withFile.flatMap((item) => faultOf(folder, item) ?? []),
    foldersWithoutFile: found.filter((item) => isAbandoned(item)).map(({ name }) => `${folder}/${name}`),
    snapshots: found.flatMap((item) => snapshotOf(folder, item) ?? []),
  };
}

async function readFolders(tree: Tree): Promise<readonly MigrationFolder[]> {
  const folders: MigrationFolder[] = [];
  for (const name of (await tree.list('')) ?? []) {
    const inside = await tree.list(name);
    if (!inside) continue;
    const read = (file: string) => (inside.includes(file) ? tree.read(`${name}/${file}`) : null);
    folders.push({ name, sql: await read('migration.sql'), snapshot: await read('snapshot.json') });
  }
  return folders;
}

function toEntry(folder: string, item: MigrationFolder, position: number): Entry {
  const millis = toMilliseconds(item.name);
  const source = sourceOf(folder, item);
  const when = Number.isNaN(millis) ? null : millis;
  const migration = source && toMigration(item.name, source, when);
  return { position, tag: item.name, index: null, rawWhen: millis, migration, span: null };
}

/** UTC time of the first 14 characters, digit groups read by `parseInt` as `formatToMillis` of 1.0 reads them. */
export function toMilliseconds(name: string): number {
  const part = (start: number, end: number) => Number.parseInt(name.slice(start, end), 10);
  return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(8, 10), part(10, 12), part(12, 14));
}

function sourceOf(folder: string, { name, sql }: MigrationFolder): SourceFile | null {
  return sql && 'text' in sql ? { path: `${folder}/${name}/migration.sql`, text: sql.text } : null;
}

function faultOf(folder: string, { name, sql }: MigrationFolder): UnreadableFile | null {
  return sql && 'fault' in sql ? { path: `${folder}/${name}/migration.sql`, reason: sql.fault } : null;
}

function snapshotOf(folder: string, { name, snapshot }: MigrationFolder): Snapshot | null {
  return snapshot && toSnapshot(`${folder}/${name}/snapshot.json`, name, snapshot);
}

/** A migration by its name or its snapshot; other folders are none of Drizzle's business. */
function isAbandoned({ name, sql, snapshot }: MigrationFolder): boolean {
  return sql === null && (snapshot !== null || /^\d{14}/.test(name));
}
