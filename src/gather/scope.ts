/** Which migrations are new, and which of them are judged. */
import { newTagsOf } from '../model/base.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Facts } from '../model/facts.js';
import { gathered, skipped, valueOf } from '../model/gathered.js';
import type { GatherRequest } from './gather.js';
import type { Workload } from './workload.js';

/** Throws CannotJudge where new ones are asked for and none can be told. */
export function scopeOf(
  { history, scope, idempotency }: Pick<GatherRequest, 'history' | 'scope' | 'idempotency'>,
  base: Facts['base'],
): Pick<Facts, 'newTags' | 'judgedTags'> & Pick<Workload, 'judges' | 'secondRun'> {
  const known = valueOf(base);
  const newTags = known && newTagsOf(history, known);
  const judgedTags = judgedTagsOf(scope, newTags);
  const judges = (tag: string) => judgedTags?.includes(tag) ?? true;
  const secondRun: Workload['secondRun'] = idempotency
    ? gathered(judges)
    : skipped('switched off by --idempotency off');
  return { newTags, judgedTags, judges, secondRun };
}

function judgedTagsOf(scope: GatherRequest['scope'], newTags: readonly string[] | null): readonly string[] | null {
  if (scope === 'new' && newTags === null) {
    throw new CannotJudge('which migrations are new is not known', {
      hint: 'Name the base branch with --base <ref>, or judge all migrations with --scope all.',
    });
  }
  return scope === 'all' ? null : newTags;
}
