/** drizzle-kit 0.23 to 0.31 through `drizzle-kit/api`. */
import type { PossibleRename } from '../../../model/project.js';
import type { OpenKit, State } from './open-kit.js';
import { compareUnasked } from './open-kit.js';
import { findRenames } from './renames.js';

interface Api {
  generateDrizzleJson(values: object, previousId?: string, schemas?: string[], casing?: string): State;
  generateMigration(before: State, after: State): Promise<string[]>;
  upPgSnapshot(snapshot: unknown): State;
}

type Named = Readonly<Record<string, unknown>>;

/** Kinds that drizzle-kit resolves by asking, with their places in a snapshot of version 7. */
const KINDS = { schemas: 'schema', enums: 'enum', sequences: 'sequence', roles: 'role', policies: 'policy' } as const;
const RELATION_KINDS = { views: 'view', tables: 'table' } as const;
const PARTS = { columns: 'column', policies: 'policy' } as const;
const ALL_KINDS = { ...KINDS, ...RELATION_KINDS };

export function openJournalKit(module: unknown): OpenKit {
  const api = module as Api;
  const generate = async (before: State, after: State) => api.generateMigration(before, after);
  return {
    readSnapshot: async ({ text, version }) => {
      const snapshot = JSON.parse(text) as State;
      return Number(version) < 7 ? api.upPgSnapshot(snapshot) : snapshot;
    },
    declare: async (values, casing) => api.generateDrizzleJson(values, undefined, undefined, casing ?? undefined),
    build: async (state) => generate(api.generateDrizzleJson({}), state),
    compare: async (before, after) => compareUnasked({ listRenames, unite, generate }, before, after),
    count: (state) => ['tables', 'views', 'enums'].flatMap((place) => Object.keys(named(state, place))).length,
  };
}

function listRenames(before: State, after: State): PossibleRename[] {
  const whole = Object.entries(ALL_KINDS).flatMap(([place, kind]) =>
    findRenames(kind, named(before, place), named(after, place)),
  );
  const inside = sharedTables(before, after).flatMap(([key, was, is]) =>
    Object.entries(PARTS).flatMap(([place, kind]) =>
      findRenames(kind, named(was, place), named(is, place)).map(({ from, to }) => ({
        kind,
        from: `${key}.${from}`,
        to: `${key}.${to}`,
      })),
    ),
  );
  return [...whole, ...inside];
}

/** Everything of `after`, and what only `before` has. */
function unite(before: State, after: State): State {
  const tables = sharedTables(before, after).map(([key, was, is]) => [key, { ...is, ...merge(PARTS, was, is) }]);
  const united = { ...after, ...merge(ALL_KINDS, before, after) };
  return { ...united, tables: { ...named(united, 'tables'), ...Object.fromEntries(tables) } };
}

/** Older lines refuse a snapshot with kinds that they do not know, so no empty ones are added. */
function merge(kinds: object, before: State, after: State): State {
  const places = Object.keys(kinds).filter((place) => place in after);
  return Object.fromEntries(places.map((place) => [place, { ...named(before, place), ...named(after, place) }]));
}

function sharedTables(before: State, after: State): [string, State, State][] {
  const tables = named(before, 'tables');
  return Object.entries(named(after, 'tables')).flatMap(([key, is]): [string, State, State][] =>
    key in tables ? [[key, tables[key] as State, is as State]] : [],
  );
}

function named(state: State, place: string): Named {
  return (state[place] ?? {}) as Named;
}
