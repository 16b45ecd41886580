/** Reads a project's migration history from disk, whichever layout it has. */
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { History, Layout } from '../../model/history.js';
import { readFolderLayout } from './folder-layout.js';
import { readJournalLayout } from './journal-layout.js';
import type { Tree } from './tree.js';
import { diskTree } from './tree.js';

/**
 * The history in `folder` (absolute), paths relative to `cwd`. What is broken in it is part of the result.
 * Throws CannotJudge where there is no folder, no layout, no migration, or another dialect.
 */
export async function readHistory(folder: string, cwd: string): Promise<History> {
  const shown = relative(cwd, folder).split(sep).join('/') || '.';
  await requireFolder(folder, shown);
  const history = await readTree(diskTree(folder), shown);
  requirePostgres(history);
  requireMigrations(history);
  return history;
}

/** The history of a tree, its paths starting with `folder`. Throws CannotJudge where the layout cannot be told. */
export async function readTree(tree: Tree, folder: string): Promise<History> {
  const history = await readTreeIfAny(tree, folder);
  if (history === null) throw await explainAbsence(tree, folder);
  return history;
}

/** As `readTree`; null: the tree has neither layout. */
export async function readTreeIfAny(tree: Tree, folder: string): Promise<History | null> {
  const layout = await detectLayout(tree);
  return layout && (layout === 'journal' ? readJournalLayout(tree, folder) : readFolderLayout(tree, folder));
}

/** A `meta` folder means 0.x: 1.0 has none and refuses to run beside `meta/_journal.json`. */
async function detectLayout(tree: Tree): Promise<Layout | null> {
  const names = (await tree.list('')) ?? [];
  const meta = (await tree.list('meta')) ?? [];
  if (meta.includes('_journal.json') || meta.some((name) => name.endsWith('_snapshot.json'))) return 'journal';
  for (const name of names) {
    const inside = (await tree.list(name)) ?? [];
    if (inside.includes('migration.sql') || inside.includes('snapshot.json')) return 'folders';
  }
  return null;
}

async function explainAbsence(tree: Tree, folder: string): Promise<CannotJudge> {
  const flat = (await tree.list(''))?.some((name) => name.endsWith('.sql')) === true;
  return new CannotJudge(
    flat
      ? `"${folder}" has SQL files, but neither "meta/_journal.json" nor a folder with "migration.sql"`
      : `no migrations found in "${folder}"`,
    { hint: flat ? 'Commit "meta/" with the SQL files, or name the folder that Drizzle writes.' : FIRST_MIGRATION },
  );
}

const FIRST_MIGRATION =
  'Generate the first migration with "npx drizzle-kit generate", or name another folder with --migrations.';

async function requireFolder(folder: string, shown: string): Promise<void> {
  const stats = await stat(folder).catch((cause: unknown) => {
    const hint = 'Check "out" in the drizzle config, or name the folder with --migrations.';
    throw new CannotJudge(`migrations folder "${shown}" cannot be opened`, { hint, cause });
  });
  if (stats.isDirectory()) return;
  throw new CannotJudge(`"${shown}" is a file`, {
    hint: 'Name the folder that holds the migrations with --migrations.',
  });
}

/** A journal that cannot be read is a finding, not an absence. */
function requireMigrations(history: History): void {
  const found = history.entries.length + history.files.length + history.foldersWithoutFile.length;
  if (found > 0 || history.journal?.defect) return;
  throw new CannotJudge(`no migrations found in "${history.folder}"`, { hint: FIRST_MIGRATION });
}

/** Drizzle's names for what is not PostgreSQL. Any other word is left alone: no migrator reads the field. */
const FOREIGN_DIALECTS = new Set(['mysql', 'sqlite', 'turso', 'singlestore', 'gel', 'mssql', 'cockroach']);

function requirePostgres(history: History): void {
  const written = [history.journal?.dialect, history.snapshots.at(-1)?.dialect];
  const foreign = written.find((dialect) => dialect && FOREIGN_DIALECTS.has(dialect));
  if (foreign === undefined) return;
  throw new CannotJudge(`"${history.folder}" is a history of dialect "${foreign}"`, {
    hint: 'Name a PostgreSQL history with --config or --migrations; Drizzle Gatekeeper judges no other dialect.',
  });
}
