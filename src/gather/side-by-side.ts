/** Whether the replays may run in two databases of one server at the same time. */
import type { EphemeralServer } from '../model/server.js';
import type { Workload } from './workload.js';

/**
 * What all databases of a server share: roles and their memberships, databases, tablespaces, subscriptions, replication.
 * Two transactions that write the same of it wait for each other, and one fails that would not have failed alone.
 * Looked for in the bare text, so that blocks and SQL that is put together count; a word in a comment costs time, no more.
 */
const SHARED = [
  /\b(?:create|alter|drop|on)\s+(?:role|user|group|database|tablespace|subscription)\b/i,
  /\b(?:reassign|drop)\s+owned\b/i,
  /\bgrant\b(?:(?!\bon\b)[^;])*\bto\b/i,
  /\brevoke\b(?:(?!\bon\b)[^;])*\bfrom\b/i,
  /\bpg_(?:create|drop|copy|replication)_/i,
  /\bset\s+on\s+parameter\b/i,
  /\bdblink/i,
];

/** A history on a platform is not looked at any further: presets make roles. */
export function mayGoSideBySide({ isConcurrent }: EphemeralServer, { bootstrap, script }: Workload): boolean {
  if (!isConcurrent || bootstrap.length > 0) return false;
  return !script.migrations.some(({ source }) => SHARED.some((pattern) => pattern.test(source.text)));
}
