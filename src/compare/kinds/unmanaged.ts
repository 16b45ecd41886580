/** Kinds that Drizzle cannot state at all. */
import type { KindRules } from '../kind-rules.js';

/** For a kind that lives in hand-written SQL only: compared where both sides can have it, listed elsewhere. */
export const unmanaged: KindRules = { unmanaged: 'Drizzle cannot state it' };

/** What a reader of the text needs, and what Postgres names again elsewhere. */
export const relationBound: KindRules = {
  ...unmanaged,
  ignored: { relation: 'repeats the name of the object' },
};
