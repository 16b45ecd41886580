/** Kinds of which Drizzle knows all but the owner: schemas and enums. */
import { OWNER, type KindRules } from '../kind-rules.js';

export const owned: KindRules = { beyondDrizzle: { owner: OWNER } };
