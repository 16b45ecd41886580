/** Guards that hide a difference, seen in passing by the step-by-step replay. */
import type postgres from 'postgres';
import { compareGuarded } from '../compare/compare-guarded.js';
import type { Catalog, CatalogObject } from '../model/catalog.js';
import type { Migration } from '../model/history.js';
import type { MaskedGuard } from '../model/replay.js';
import type { Statement } from '../model/sql.js';
import { readCatalog, type ReadOptions } from '../postgres/catalog/read-catalog.js';
import { isRemovable, rehearse } from '../postgres/replay/rehearse.js';
import type { Script } from '../postgres/replay/replay.js';
import { resetSqlFor } from '../postgres/replay/reset-session.js';
import type { Effect, EffectKind } from '../sql/effects/effect.js';
import { guardedCreations } from '../sql/rerun/guarded.js';
import { keyOf, resolve, schemaOf } from '../sql/rerun/state.js';

type Guarded = ReadonlyMap<Statement, readonly Effect[]>;

/**
 * A judged migration with a guarded statement whose object may be there already is run twice: first without that object
 * and rolled back, then as it is. Where the two ends differ in the object, the guard has hidden it. Of the others, nothing
 * is asked, so that a history without such guards costs no query.
 */
export function watchGuards(
  script: Script,
  judges: (tag: string) => boolean,
): { script: Script; masked: ReadonlyMap<string, readonly MaskedGuard[]> } {
  const guarded = guardedByTag(script, judges);
  const asked = new Map<string, Catalog | null>();
  const masked = new Map<string, readonly MaskedGuard[]>();
  const reset = resetSqlFor(script.parsed.values());
  const beforeMigration = async (sql: postgres.Sql, migration: Migration): Promise<void> => {
    const [own, file] = [guarded.get(migration.tag), script.parsed.get(migration.tag)];
    if (own === undefined || file === undefined) return;
    asked.set(
      migration.tag,
      await rehearse(sql, migration, file, { guarded: own, reset, reading: readingOf(own, script) }),
    );
  };
  const afterMigration = async (sql: postgres.Sql, migration: Migration): Promise<void> => {
    await script.afterMigration?.(sql, migration);
    const [own, catalog] = [guarded.get(migration.tag), asked.get(migration.tag) ?? null];
    if (own === undefined || catalog === null) return;
    const differing = maskedGuards(own, catalog, await readCatalog(sql, readingOf(own, script)));
    if (differing.length > 0) masked.set(migration.tag, differing);
  };
  return { script: { ...script, beforeMigration, afterMigration }, masked };
}

/** Of tables, those that the statements create or change; everything where one creates what belongs to no table. */
function readingOf(guarded: Guarded, { tracker }: Script): ReadOptions {
  const effects = [...guarded.values()].flat();
  if (!effects.every(({ kind }) => NEAR.has(kind))) return { tracker, keepPrepared: true };
  const tables = effects.flatMap(({ kind, name, table }) => (kind === 'table' ? name : table) ?? []);
  return { tracker, tables: [...new Set(tables)], keepPrepared: true };
}

/** What a reading of some tables has; see `ReadOptions`. */
const NEAR: ReadonlySet<EffectKind> = new Set<EffectKind>([
  'table',
  'column',
  'primary key',
  'unique',
  'foreign key',
  'check',
  'exclusion',
  'index',
  'policy',
  'trigger',
  'rule',
  'sequence',
  'view',
  'materialized view',
  'function',
  'procedure',
]);

/** Of each judged migration the statements that may find what they create; none where they end the transaction. */
function guardedByTag({ migrations, parsed }: Script, judges: (tag: string) => boolean): ReadonlyMap<string, Guarded> {
  const files = migrations.flatMap(({ tag }) => parsed.get(tag) ?? []);
  const all = guardedCreations(files);
  return new Map(
    migrations.flatMap(({ tag }) => {
      const statements = parsed.get(tag)?.statements ?? [];
      const own = statements.flatMap((statement) => {
        const effects = all.get(statement)?.filter(isRemovable) ?? [];
        return effects.length === 0 ? [] : [[statement, effects] as const];
      });
      const isRolledBack = statements.every(({ type }) => type !== 'TransactionStmt');
      return own.length > 0 && isRolledBack && judges(tag) ? [[tag, new Map(own)] as const] : [];
    }),
  );
}

function maskedGuards(guarded: Guarded, asked: Catalog, found: Catalog): readonly MaskedGuard[] {
  return [...guarded].flatMap(([{ span }, effects]) => {
    const differences = compareGuarded(partOf(asked, effects), partOf(found, effects));
    return differences.length === 0 ? [] : { span, differences };
  });
}

/** The objects that the effects create, and what belongs to the tables among them. */
function partOf(catalog: Catalog, effects: readonly Effect[]): Catalog {
  const created = effects.flatMap((effect) => [effect, ...(effect.children ?? [])]);
  const keys = new Set(created.map((effect) => keyOf(resolve(new Map(), effect))));
  const tables = new Set(effects.filter(({ kind }) => kind === 'table').map((effect) => placeOf(effect, effect.name)));
  const objects = catalog.objects.filter((object) => {
    return keys.has(identify(object)) || (PARTS.has(object.kind) && tables.has(placeOf(object, object.parent)));
  });
  return { ...catalog, objects };
}

/** What CREATE TABLE can state. */
const PARTS: ReadonlySet<CatalogObject['kind']> = new Set([
  'column',
  'primary key',
  'unique',
  'foreign key',
  'check',
  'exclusion',
]);

function identify({ kind, schema, parent, name }: CatalogObject): string {
  return keyOf({ kind, schema, table: parent, name });
}

function placeOf(place: { readonly schema: string | null }, table: string | null): string {
  return `${schemaOf(place)}\0${table}`;
}
