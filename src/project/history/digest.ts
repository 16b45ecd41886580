/** A history as one number: what the gate has judged and what a release runs can be held against each other. */
import { createHash } from 'node:crypto';
import { migrationsOf, type History } from '../../model/history.js';

/** SHA-256, hexadecimal, over layout, tags, times and hashes in their order: all that Drizzle's migrator goes by. */
export function digestOf(history: History): string {
  const migrations = migrationsOf(history).map(({ tag, when, hash }) => [tag, when, hash]);
  return createHash('sha256')
    .update(JSON.stringify([history.layout, migrations]))
    .digest('hex');
}
