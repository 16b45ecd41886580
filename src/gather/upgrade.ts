/** What a deploy of the change would do to a database at the base branch's state. */
import type postgres from 'postgres';
import type { Base } from '../model/base.js';
import { simulateDeploy } from '../model/deploy.js';
import { failed, gathered, skipped, type Gathered } from '../model/gathered.js';
import { migrationsOf, type History, type Migration } from '../model/history.js';
import type { ReplayOutcome, UpgradeOutcome } from '../model/replay.js';
import type { ParsedFile } from '../model/sql.js';
import { replayStepByStep, type Script } from '../postgres/replay/replay.js';
import { replayUpgrade } from '../postgres/replay/upgrade.js';
import { parseMigration } from '../sql/parse.js';

export interface UpgradePlan {
  /** The base branch's own history. */
  readonly base: readonly Migration[];
  /** What Drizzle's migrator would pick on top of it. */
  readonly pending: readonly Migration[];
  /** The history begins with that of the base branch, so that one replay serves both. */
  readonly isOnTop: boolean;
}

/** Skipped, with the reason, where no base branch has migrations to go on top of. */
export function planUpgrade(history: History, base: Gathered<Base>): Gathered<UpgradePlan> {
  if (base.status !== 'gathered') return base;
  const { atTip } = base.value;
  const merged = atTip === null ? [] : migrationsOf(atTip);
  if (merged.length === 0) return skipped('the base branch has no migrations that could be upgraded from');
  const deploy = simulateDeploy(history, base.value);
  if (deploy === null) return skipped('the base branch keeps its migrations in the other layout');
  return gathered({ base: merged, pending: deploy.pending, isOnTop: isOnTopOf(merged, history) });
}

/** Whether the history begins with these migrations, letter by letter. */
export function isOnTopOf(merged: readonly Migration[], history: History): boolean {
  const migrations = migrationsOf(history);
  return merged.every((migration, position) => isEqual(migration, migrations[position]));
}

/** Git may have changed line endings on checkout, which no server minds. */
function isEqual(merged: Migration, migration: Migration | undefined): boolean {
  if (migration?.tag !== merged.tag) return false;
  return normalise(merged.source.text) === normalise(migration.source.text);
}

function normalise(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

export interface Replayed {
  readonly stepByStep: Gathered<ReplayOutcome>;
  readonly upgrade: Gathered<UpgradeOutcome>;
}

/**
 * The step-by-step replay with the upgrade in its middle, where the database is what the base branch builds: committed
 * up to there, upgraded and rolled back, then committed to the end.
 */
export async function replayBoth(sql: postgres.Sql, script: Script, { base, pending }: UpgradePlan): Promise<Replayed> {
  const before = await replayStepByStep(sql, { ...script, migrations: script.migrations.slice(0, base.length) });
  if (before.failure !== null) return { stepByStep: gathered(before), upgrade: failed(sayStop(before.failure.tag)) };
  const upgrade = await replayUpgrade(sql, script, pending);
  const after = await replayStepByStep(sql, { ...script, migrations: script.migrations.slice(base.length) });
  const stepByStep = {
    applied: [...before.applied, ...after.applied],
    failure: after.failure,
    durationMs: before.durationMs + after.durationMs,
  };
  return { stepByStep: gathered(stepByStep), upgrade: gathered(upgrade) };
}

/** On a database of its own: the history does not begin as the base branch's does, or its upgrade cannot be rolled back. */
export async function replayUpgradeAlone(
  sql: postgres.Sql,
  script: Script,
  { base, pending }: UpgradePlan,
): Promise<Gathered<UpgradeOutcome>> {
  const migrations = base;
  const outcome = await replayStepByStep(sql, { ...script, migrations, parsed: await parseAll(base, script.parsed) });
  // No finding would name a fault that this change does not have.
  if (outcome.failure !== null) return skipped(`on the base branch ${sayStop(outcome.failure.tag)}`);
  return gathered(await replayUpgrade(sql, script, pending));
}

async function parseAll(
  migrations: readonly Migration[],
  known: ReadonlyMap<string, ParsedFile>,
): Promise<ReadonlyMap<string, ParsedFile>> {
  const files = new Map<string, ParsedFile>();
  for (const migration of migrations) {
    const file = known.get(migration.tag);
    const isKnown = file?.source.text === migration.source.text;
    files.set(migration.tag, isKnown ? file : await parseMigration(migration));
  }
  return files;
}

function sayStop(tag: string): string {
  return `the replay stopped at "${tag}"`;
}
