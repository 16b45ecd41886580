/** Views that the schema declares with `.existing()`: made by hand-written SQL, on purpose. */
import { nameOf, type Difference } from '../../model/catalog.js';
import type { DriftFacts } from '../../model/facts.js';
import type { Snapshot } from '../../model/history.js';
import type { ExistingView } from '../../model/project.js';
import { remembered } from '../remembered.js';

/** What a snapshot says of a view: v5 to v7 in `views`, 1.0 in `ddl`. */
interface RecordedView {
  readonly entityType?: unknown;
  readonly name?: unknown;
  readonly schema?: unknown;
  readonly isExisting?: unknown;
  readonly materialized?: unknown;
}

/**
 * Names of the existing views, as the schema or any snapshot of 0.x has them; 1.0 does not record them, and drizzle-kit
 * writes no SQL for any.
 */
export function existingViews(declared: readonly ExistingView[], snapshots: readonly Snapshot[]): ReadonlySet<string> {
  return new Set([...declared, ...recordedIn(snapshots)].map(nameOfView));
}

const recordedIn = remembered(findRecorded);

function findRecorded(snapshots: readonly Snapshot[]): readonly ExistingView[] {
  const telling = snapshots.filter(({ text }) => /"isExisting"\s*:\s*true/.test(text));
  const recorded = telling.flatMap(({ state }) => viewsIn(state)).filter(({ isExisting }) => isExisting === true);
  return recorded.map(({ name, schema, materialized }) => ({
    schema: typeof schema === 'string' && schema !== '' ? schema : 'public',
    name: String(name),
    isMaterialized: materialized === true,
  }));
}

function nameOfView({ schema, name, isMaterialized }: ExistingView): string {
  return nameOf({ kind: isMaterialized ? 'materialized view' : 'view', schema, parent: null, name });
}

/** The differences without the existing views. */
export function withoutExisting(drift: DriftFacts, existing: ReadonlySet<string>): DriftFacts {
  const rest = (differences: readonly Difference[] | null) =>
    differences?.filter(({ object }) => !existing.has(object)) ?? null;
  return {
    declaredReplayed: rest(drift.declaredReplayed),
    declaredRecorded: rest(drift.declaredRecorded),
    recordedReplayed: rest(drift.recordedReplayed),
  };
}

function viewsIn(state: unknown): readonly RecordedView[] {
  if (typeof state !== 'object' || state === null) return [];
  const { views, ddl } = state as { views?: unknown; ddl?: unknown };
  const entities = (Array.isArray(ddl) ? ddl : []) as readonly RecordedView[];
  const recorded = Object.values((views ?? {}) as Readonly<Record<string, RecordedView>>);
  return [...recorded, ...entities.filter(({ entityType }) => entityType === 'views')];
}
