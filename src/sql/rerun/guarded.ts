/** Statements that may find already there what they create. */
import type { ParsedFile, Statement } from '../../model/sql.js';
import type { Effect } from '../effects/effect.js';
import { effectsOf } from '../effects/effects-of.js';
import { statementsIn } from '../steps.js';
import { keyOf } from './state.js';

/**
 * What statements create under a guard (a keyword, or whatever a DO block does) although an earlier statement has named it
 * for creation too. Whether it is there at that time is the server's to say: drops and conditions are not followed.
 */
export function guardedCreations(files: Iterable<ParsedFile>): ReadonlyMap<Statement, readonly Effect[]> {
  const known = new Set<string>();
  const found = new Map<Statement, readonly Effect[]>();
  for (const statement of [...files].flatMap(({ statements }) => statements)) {
    const effects = statementsIn(statement).flatMap(effectsOf);
    const guarded = effects.filter((effect) => isGuardedCreation(effect, statement) && known.has(keyOf(effect)));
    if (guarded.length > 0) found.set(statement, guarded);
    for (const effect of effects.flatMap(withChildren)) known.add(keyOf(effect));
  }
  return found;
}

function isGuardedCreation({ action, guard, name, temporary }: Effect, { block }: Statement): boolean {
  return action === 'create' && name !== null && temporary !== true && (guard === 'IF NOT EXISTS' || block !== null);
}

/** What comes into being by an effect: of a renamed object, the one with the new name. */
function withChildren(effect: Effect): readonly Effect[] {
  if (effect.action === 'rename' && effect.to !== undefined) {
    return [{ ...effect, schema: effect.to.schema ?? effect.schema, name: effect.to.name }];
  }
  return effect.action === 'create' ? [effect, ...(effect.children ?? []).flatMap(withChildren)] : [];
}
