/** Views that the schema declares with `.existing()`: drizzle-kit 1.0 says nothing of them, and 0.x only in snapshots. */
import type { ExistingView } from '../../../model/project.js';

/** Where drizzle-orm keeps what a view was declared with, and what a class is (`view-base.ts`, `entity.ts`; both lines). */
const CONFIG = Symbol.for('drizzle:ViewBaseConfig');
const KIND = Symbol.for('drizzle:entityKind');

export function existingViewsIn(values: Iterable<object>): readonly ExistingView[] {
  return [...values].flatMap((value) => {
    const { [CONFIG]: config } = value as { [CONFIG]?: { name: string; schema?: string; isExisting: boolean } };
    if (config?.isExisting !== true) return [];
    const { [KIND]: kind } = value.constructor as { [KIND]?: string };
    return { schema: config.schema ?? 'public', name: config.name, isMaterialized: kind === 'PgMaterializedView' };
  });
}
