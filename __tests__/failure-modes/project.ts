/** Small Drizzle projects in a few words, and the states of the database and of the base branch around them. */
import { cpSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeFiles, type TemporaryFolder } from '../project/write-files.js';

export type Files = Readonly<Record<string, string>>;

/** Either a fixture below `migrations-fixtures`, or files by path. */
export type Source = string | Files;

const DAY = 86_400_000;

/** When the first entry of a journal was generated, and each later one a day after. */
export const START = Date.UTC(2024, 4, 6, 9);

/** A history of Drizzle 0.x: SQL by tag; `when` by tag where it is not a day after the one before. */
export function journal(files: Files, whens: Readonly<Record<string, number>> = {}, folder = 'drizzle'): Files {
  const tags = Object.keys(files);
  const entries = tags.map((tag, idx) => {
    return { idx, version: '7', when: whens[tag] ?? START + idx * DAY, tag, breakpoints: true };
  });
  const text = JSON.stringify({ version: '7', dialect: 'postgresql', entries }, null, 2);
  const sql = Object.entries(files).map(([tag, content]) => [`${folder}/${tag}.sql`, content]);
  return { [`${folder}/meta/_journal.json`]: text, ...Object.fromEntries(sql) };
}

/** A history of Drizzle 1.0: SQL by folder. */
export function folders(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, sql]) => [`drizzle/${name}/migration.sql`, sql]));
}

/** The files under another folder, such as `base`. */
export function under(folder: string, source: Source | undefined): Files {
  if (source === undefined || typeof source === 'string') return {};
  return Object.fromEntries(Object.entries(source).map(([path, text]) => [`${folder}/${path}`, text]));
}

/** A project as `runFixture` takes it: `base/` and `main/` beside what the pull request has. A fixture stays where it is. */
export function lay(source: Source, base?: Source, main?: Source): TemporaryFolder {
  if (typeof source === 'string') {
    return { path: join('migrations-fixtures', source), [Symbol.dispose]: () => undefined };
  }
  return install({ ...source, ...under('base', base), ...under('main', main) });
}

/** A copy that may be written to. */
export function copy(source: Source): TemporaryFolder {
  if (typeof source !== 'string') return install(source);
  const folder = install({});
  cpSync(join('migrations-fixtures', source), folder.path, { recursive: true });
  return folder;
}

/** With the packages of this repository, which a schema imports. */
function install(files: Files): TemporaryFolder {
  const folder = writeFiles(files);
  symlinkSync(resolve('node_modules'), join(folder.path, 'node_modules'));
  return folder;
}
