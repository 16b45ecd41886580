/** What both lines of drizzle-kit can do for the gate, whatever their interfaces are called. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Casing, PossibleRename } from '../../../model/project.js';
import type { Kit, SnapshotFile } from '../protocol.js';

/** drizzle-kit's own form of a whole schema: a snapshot's content. */
export type State = Readonly<Record<string, unknown>>;

export interface OpenKit {
  /** Brought to the version that this drizzle-kit works with. Throws where it does not accept the file. */
  readSnapshot(file: SnapshotFile): Promise<State>;
  /** What the exported values declare. */
  declare(values: Readonly<Record<string, object>>, casing: Casing | null): Promise<State>;
  /** SQL that builds it on an empty database. */
  build(state: State): Promise<readonly string[]>;
  /** SQL that leads from one to the other, where a possible rename counts as drop and create. */
  compare(before: State, after: State): Promise<Comparison>;
  /** How many tables, views and enums it has. */
  count(state: State): number;
}

export interface Comparison {
  readonly statements: readonly string[];
  readonly possibleRenames: readonly PossibleRename[];
}

/** What it takes to compare with a drizzle-kit that would ask at the terminal and cannot be answered. */
export interface Asking {
  readonly listRenames: (before: State, after: State) => readonly PossibleRename[];
  /** Everything of `after`, and what only `before` has. */
  readonly unite: (before: State, after: State) => State;
  readonly generate: (before: State, after: State) => Promise<readonly string[]>;
}

/** Where questions would arise, goes over everything that either side has: no step then both adds and removes. */
export async function compareUnasked(asking: Asking, before: State, after: State): Promise<Comparison> {
  const possibleRenames = asking.listRenames(before, after);
  const middle = possibleRenames.length === 0 ? before : asking.unite(before, after);
  const creations = await asking.generate(before, middle);
  return { statements: [...creations, ...(await asking.generate(middle, after))], possibleRenames };
}

/** The programmatic interface of the project's drizzle-kit, or of the bundled one. */
export async function requireApi(kit: Kit): Promise<unknown> {
  if (kit.source === 'bundled') return import(/* webpackIgnore: true */ pathToFileURL(kit.module).href);
  const entry = kit.line === '0.x' ? 'drizzle-kit/api' : 'drizzle-kit/api-postgres';
  return createRequire(join(kit.folder, 'package.json'))(entry) as unknown;
}
