/** Views that the schema declares with `.existing()`: made by hand-written SQL, on purpose. */
import { nameOf, type Difference } from '../../model/catalog.js';
import type { DriftFacts } from '../../model/facts.js';
import type { Snapshot } from '../../model/history.js';

/** What a snapshot says of a view: v5 to v7 in `views`, 1.0 in `ddl`. */
interface RecordedView {
  readonly entityType?: unknown;
  readonly name?: unknown;
  readonly schema?: unknown;
  readonly isExisting?: unknown;
  readonly materialized?: unknown;
}

/** Names of the existing views in any snapshot; drizzle-kit writes no SQL for them, so only snapshots tell. */
export function existingViews(snapshots: readonly Snapshot[]): ReadonlySet<string> {
  const views = snapshots.flatMap(({ state }) => viewsIn(state)).filter(({ isExisting }) => isExisting === true);
  return new Set(
    views.map(({ name, schema, materialized }) =>
      nameOf({
        kind: materialized === true ? 'materialized view' : 'view',
        schema: typeof schema === 'string' && schema !== '' ? schema : 'public',
        parent: null,
        name: String(name),
      }),
    ),
  );
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
