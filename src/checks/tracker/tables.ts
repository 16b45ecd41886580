/** Whether the tables of a history are there, and whether its tracker says so. */
import type { Facts } from '../../model/facts.js';
import { migrationsOf, type Migration } from '../../model/history.js';
import type { ParsedFile } from '../../model/sql.js';
import type { Effect } from '../../sql/effects/effect.js';
import { effectsOf } from '../../sql/effects/effects-of.js';
import { deployedIn } from './rows.js';

/** Tables of a history, by `schema.name`. */
export interface Presence {
  /** What the migrations leave behind, as far as their plain statements tell. */
  readonly built: readonly string[];
  /** Those of them that the deployed database has. */
  readonly present: readonly string[];
}

/** The tables of the whole history, where the tracker says that nothing is applied and some are there; null otherwise. */
export function unrecordedTables(facts: Facts): Presence | null {
  const deployed = deployedIn(facts);
  if (deployed === null || deployed.match.entries.some(({ rows }) => rows.length > 0)) return null;
  const presence = presenceOf(migrationsOf(facts.history), facts);
  return presence.present.length === 0 ? null : presence;
}

/** The tables of the applied entries, where none of them is there; null otherwise. */
export function absentTables(facts: Facts): Presence | null {
  const applied = (deployedIn(facts)?.match.entries ?? []).filter(({ rows }) => rows.length > 0);
  const presence = presenceOf(
    applied.map(({ migration }) => migration),
    facts,
  );
  return presence.built.length > 0 && presence.present.length === 0 ? presence : null;
}

function presenceOf(migrations: readonly Migration[], facts: Facts): Presence {
  const built = tablesBuiltBy(migrations, facts.parsed);
  const tables = (deployedIn(facts)?.catalog.objects ?? []).filter(({ kind }) => kind === 'table');
  const deployed = new Set(tables.map(({ schema, name }) => `${schema}.${name}`));
  return { built, present: built.filter((table) => deployed.has(table)) };
}

function tablesBuiltBy(migrations: readonly Migration[], parsed: ReadonlyMap<string, ParsedFile>): readonly string[] {
  const tables = new Set<string>();
  const statements = migrations.flatMap(({ tag }) => parsed.get(tag)?.statements ?? []);
  for (const effect of statements.flatMap(effectsOf)) {
    if (effect.kind !== 'table' || effect.temporary === true) continue;
    if (effect.action === 'create') tables.add(nameOf(effect));
    if (effect.action === 'drop' || effect.action === 'rename') tables.delete(nameOf(effect));
    if (effect.action === 'rename' && effect.to !== undefined) tables.add(nameOf(effect.to));
  }
  return [...tables];
}

function nameOf({ schema, name }: Pick<Effect, 'schema' | 'name'>): string {
  return `${schema ?? 'public'}.${name}`;
}
