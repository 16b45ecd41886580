/** What each migration of a history changes in the catalog, and whether a deployed catalog has it. Pure. */
import type { AttributeValue, Catalog, CatalogObject, ObjectKind } from '../model/catalog.js';
import type { Effects } from '../model/effects.js';
import { differingAttributes } from './attributes.js';
import { indexCatalog } from './catalog-index.js';
import { attributeOf } from './kind-rules.js';

/** One thing that a migration changes: whether an object exists (`attribute` is null), or one of its attributes. */
export interface EffectChange {
  /** Of the object, as in `table public.orders`. */
  readonly key: string;
  readonly attribute: string | null;
  /** As JSON, so that they can be compared as text. */
  readonly before: string;
  readonly after: string;
}

/** They belong to the environment as much as to the history: an object's owner has grants wherever it is made. */
const OF_THE_ENVIRONMENT: ReadonlySet<ObjectKind> = new Set(['role', 'grant', 'default privilege']);

/** All of them, parts of tables included: the parts may be what later migrations change. */
export function effectsBetween(before: Catalog, after: Catalog): readonly EffectChange[] {
  const [left, right] = [indexCatalog(before).byKey, indexCatalog(after).byKey];
  return Array.from(new Set([...left.keys(), ...right.keys()])).flatMap((key): readonly EffectChange[] => {
    const [from, to] = [left.get(key), right.get(key)];
    if (OF_THE_ENVIRONMENT.has((from ?? to)?.kind ?? 'other')) return [];
    if (from === undefined || to === undefined) {
      return [{ key, attribute: null, before: String(from !== undefined), after: String(to !== undefined) }];
    }
    return differingAttributes(from, to, 'all')
      .filter(({ attribute }) => attribute !== 'owner')
      .map(({ attribute, expected, actual }) => {
        return { key, attribute, before: JSON.stringify(expected), after: JSON.stringify(actual) };
      });
  });
}

/**
 * One answer per migration, `changes` being theirs in the order of the history. A change tells something where the deployed
 * value can only come from before it, or only from after it; what a later one takes back or does again tells nothing.
 * Texts of different majors cannot be compared, so then only existence tells.
 */
export function weighEffects(
  changes: readonly (readonly EffectChange[])[],
  deployed: Catalog,
  isSameMajor: boolean,
): readonly Effects[] {
  const { byKey } = indexCatalog(deployed);
  const timelines = new Map<string, EffectChange[]>();
  const telling = changes.map((own) => own.filter(({ attribute }) => isSameMajor || attribute === null));
  for (const change of telling.flat()) {
    const timeline = timelines.get(placeOf(change));
    if (timeline === undefined) timelines.set(placeOf(change), [change]);
    else timeline.push(change);
  }
  return telling.map((own) => {
    const verdicts = own.map((change) => {
      const timeline = timelines.get(placeOf(change)) ?? [];
      return {
        change,
        hasRun: tells(timeline, timeline.indexOf(change), deployedValue(byKey.get(change.key), change)),
      };
    });
    const present = verdicts.filter(({ hasRun }) => hasRun === true).map(({ change }) => say(change));
    const absent = verdicts.filter(({ hasRun }) => hasRun === false).map(({ change }) => say(change));
    return { state: stateOf(present.length, absent.length), present, absent };
  });
}

function placeOf({ key, attribute }: EffectChange): string {
  return JSON.stringify([key, attribute]);
}

/** null: the deployed object is gone, and so is what its attribute could tell. */
function deployedValue(object: CatalogObject | undefined, { attribute }: EffectChange): string | null {
  if (attribute === null) return String(object !== undefined);
  return object === undefined ? null : JSON.stringify(attributeOf(object, attribute) satisfies AttributeValue);
}

/** Whether the change at `index` has run; null: the value fits both, or neither. */
function tells(timeline: readonly EffectChange[], index: number, value: string | null): boolean | null {
  const values = [...timeline.slice(0, 1).map(({ before }) => before), ...timeline.map(({ after }) => after)];
  const fitting = values.flatMap((each, position) => (each === value ? [position] : []));
  if (fitting.length === 0) return null;
  if (fitting.every((position) => position > index)) return true;
  return fitting.every((position) => position <= index) ? false : null;
}

function stateOf(present: number, absent: number): Effects['state'] {
  if (present === 0 && absent === 0) return 'unknown';
  if (present > 0 && absent > 0) return 'partly';
  return present > 0 ? 'present' : 'absent';
}

/** What the migration does, in the words of a report. */
function say({ key, attribute, after }: EffectChange): string {
  if (attribute !== null) return `${attribute} of ${key}`;
  return after === 'true' ? key : `the removal of ${key}`;
}
