/** Where a difference comes from: the statement that made it so, and the place in the schema definitions. */
import type { CatalogObject, Difference } from '../../model/catalog.js';
import type { Facts } from '../../model/facts.js';
import type { Evidence, OriginVerb } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';
import { locate } from '../../model/locate.js';
import { mentionOf, traceOf } from '../../sql/origins/origins-of.js';
import { traceObjects, type Origin, type Traces } from '../../sql/origins/trace.js';
import { findDeclaration } from './declaration.js';

type Known = Pick<Facts, 'parsed' | 'replays' | 'schema'>;

/** The history's side, then the schema's; of each what can be known. */
export function originsOf(difference: Difference, facts: Known): readonly Evidence[] {
  return [...historyOf(difference, facts), ...declarationOf(difference, facts)];
}

function historyOf({ change, expected, actual }: Difference, facts: Known): readonly Evidence[] {
  const traces = tracesOf(facts);
  const object = actual ?? expected;
  if (object === null) return [];
  const { added = null, changed = null, dropped = null, present } = traceOf(traces, object) ?? {};
  // What is not there has no statement but the one that took it away.
  if (change === 'missing') return present === false ? toEvidence('dropped', dropped) : [];
  if (change === 'changed' && changed !== null) return toEvidence('changed', changed);
  const told = toEvidence('added', added);
  return told.length > 0 ? told : toEvidence('mentioned', mentionOf(traces, object));
}

function toEvidence(verb: OriginVerb, origin: Origin | null): readonly Evidence[] {
  if (origin === null) return [];
  const { source, statement } = origin;
  return [{ kind: 'origin', verb, location: locate(source, statement.span), text: statement.text }];
}

/** Where the schema declares the object, or the table that it is or should be a part of. */
export function declarationOf(
  { expected, actual }: Difference,
  { schema }: Pick<Facts, 'schema'>,
): readonly Evidence[] {
  const object = expected ?? actual;
  const sources = valueOf(schema.declared)?.sources ?? [];
  const found = object === null ? null : findDeclaration(object, sources);
  if (object === null || found === null) return [];
  const verb = object.parent === null ? 'declared' : 'declares-table';
  return [{ kind: 'origin', verb, location: locate(found.source, found.span), text: found.text }];
}

/** Whether the history, read from its beginning to its end, has dropped the object. */
export function isDropped(object: CatalogObject, facts: Known): boolean {
  return traceOf(tracesOf(facts), object)?.present === false;
}

const known = new WeakMap<Facts['parsed'], Traces>();

/** The history is followed once for all checks, and only where something differs. */
function tracesOf({ parsed, replays }: Known): Traces {
  const traced = known.get(parsed);
  if (traced !== undefined) return traced;
  const applied = valueOf(replays.stepByStep)?.applied ?? [];
  const traces = traceObjects(applied.flatMap((tag) => parsed.get(tag) ?? []));
  known.set(parsed, traces);
  return traces;
}
