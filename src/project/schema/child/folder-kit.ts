/** drizzle-kit 1.0 through `drizzle-kit/api-postgres`. */
import { readFileSync } from 'node:fs';
import { countEntities, listRenames, renamesIn, uniteEntities } from './entities.js';
import type { Comparison, OpenKit, State } from './open-kit.js';
import { compareUnasked } from './open-kit.js';

interface Api {
  generateDrizzleJson(values: object): Promise<State>;
  /** `hints` since rc.5. */
  generateMigration(before: State, after: State, options?: { hints: object[] }): Promise<string[]>;
  /** Since rc.5. */
  reconstruct(files: Readonly<Record<string, unknown>>, id: string): Promise<State>;
}

/** A question of drizzle-kit, as its `MissingHintsError` lists them. */
interface MissingHint {
  readonly type: 'rename_or_create' | 'confirm_data_loss';
  readonly kind: string;
  /** Path of what is new: schema, table, name, as far as it has them. */
  readonly entity: readonly string[];
}

export function openFolderKit(module: unknown): OpenKit {
  const api = module as Api;
  const generate = (before: State, after: State) => api.generateMigration(before, after);
  const asking = { listRenames, unite: uniteEntities, generate };
  return {
    readSnapshot: async ({ path, text, version, id, ancestors }) => {
      const own = JSON.parse(text) as State;
      if (version !== '9') return own;
      const files = Object.entries(ancestors).map(([folder, file]) => [folder, file === path ? own : readJson(file)]);
      return api.reconstruct(Object.fromEntries(files), id);
    },
    declare: async (values) => api.generateDrizzleJson(values),
    build: async (state) => api.generateMigration(await api.generateDrizzleJson({}), state),
    compare: (before, after) =>
      api.generateMigration.length > 2 ? compareByHints(api, before, after) : compareUnasked(asking, before, after),
    count: countEntities,
  };
}

/** drizzle-kit names its questions one round after the other. Each is answered as no rename, and noted. */
async function compareByHints(api: Api, before: State, after: State): Promise<Comparison> {
  const asked: MissingHint[] = [];
  for (;;) {
    const hints = asked.map(({ type, kind, entity }) => {
      return { type: type === 'rename_or_create' ? 'create' : type, kind, entity };
    });
    try {
      const statements = await api.generateMigration(before, after, { hints });
      return { statements, possibleRenames: asked.flatMap((hint) => toRenames(hint, before, after)) };
    } catch (error) {
      asked.push(...missingHintsOf(error));
    }
  }
}

function missingHintsOf(error: unknown): readonly MissingHint[] {
  const { code, missingHints } = error as { code?: string; missingHints?: readonly MissingHint[] };
  if (code !== 'missing_hints' || !missingHints?.length) throw error;
  return missingHints;
}

function toRenames({ type, kind, entity }: MissingHint, before: State, after: State): Comparison['possibleRenames'] {
  if (type !== 'rename_or_create') return [];
  return renamesIn(kind, entity.slice(0, -1), before, after).filter(({ to }) => to === entity.join('.'));
}

function readJson(file: string): State {
  return JSON.parse(readFileSync(file, 'utf8')) as State;
}
