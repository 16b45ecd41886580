/** A pooler in transaction mode, seen before the lock is taken: it would stay with a session that others get. */
import { POOLED } from '../../checks/release/pooler.js';
import type { Finding } from '../../model/finding.js';
import { releaseFinding } from '../../model/release-codes.js';
import { detectPooler, isDirect } from '../../postgres/deployed/detect-pooler.js';
import { openDeployed, type Deployed } from '../../postgres/deployed/open-deployed.js';

/** Makes a second connection only where somebody seems to be between; null: nobody takes the session away. */
export async function refusePooler(
  { sql, server }: Deployed,
  { url, variable }: { readonly url: string; readonly variable: string },
): Promise<Finding | null> {
  if (await isDirect(sql)) return null;
  await using second = await openDeployed(url, variable);
  if ((await detectPooler(sql, second.sql)) !== 'transaction') return null;
  const at = { catalog: 'deployed', object: `database ${server.database}` } as const;
  return releaseFinding('release/pooler', { ...POOLED, at });
}
