/** What whoever starts a release says of it beforehand. */
import type { DeployedServer } from '../../model/deployed.js';
import type { Finding } from '../../model/finding.js';
import type { History } from '../../model/history.js';
import { releaseFinding } from '../../model/release-codes.js';
import { digestOf } from '../../project/history/digest.js';

export interface Expectations {
  /** `database`, or `host/database`; null: any. */
  readonly database: string | null;
  /** `historyHash` of the gate's report; null: any. */
  readonly history: string | null;
  /** Fingerprint of a plan that was approved; null: any. */
  readonly fingerprint: string | null;
}

/** Another database or another history than the one that was meant; null: they are right as far as is said. */
export function refuseOther(server: DeployedServer, history: History, expected: Expectations): Finding | null {
  const names = [server.database, `${server.host}/${server.database}`];
  const at = { catalog: 'deployed', object: `database ${server.database}` } as const;
  if (expected.database !== null && !names.includes(expected.database)) {
    return releaseFinding('release/wrong-database', {
      message: `the connection leads to "${names[1]}", not to "${expected.database}"`,
      at,
      hint: 'Correct the connection string, or the name given with --expect-database.',
    });
  }
  const digest = digestOf(history);
  if (expected.history !== null && expected.history !== digest) {
    return releaseFinding('release/wrong-history', {
      message: `the history in "${history.folder}" is not the one that the gate has seen`,
      at,
      evidence: [{ kind: 'difference', attribute: 'historyHash', expected: expected.history, actual: digest }],
      hint: 'Check out the commit that the gate has judged, or run "drizzle-gatekeeper check" on this one.',
    });
  }
  return null;
}
