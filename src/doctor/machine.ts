/** What every run needs of the machine: Node.js, and an ephemeral Postgres. */
import { startFor } from '../gather/gather.js';
import type { Diagnosis } from '../model/diagnosis.js';
import type { ServerFacts } from '../model/facts.js';
import { ok, type Attempt, attempt } from './attempt.js';

/** `engines` of package.json. */
export const OLDEST_NODE = 20;

/** `version` without its `v`. */
export function examineNode(version: string): Diagnosis {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return ok('node', `Node.js ${version}`);
  const hint = `Install Node.js ${OLDEST_NODE} or newer.`;
  return { check: 'node', health: 'problem', found: `Node.js ${version} is too old`, hint };
}

/** Starts the server that a run would start, and ends it. */
export function tryServer(...wanted: Parameters<typeof startFor>): Promise<Attempt<ServerFacts>> {
  return attempt('server', async () => {
    await using server = await startFor(...wanted);
    return server.facts;
  });
}

export function describeServer({ provider, version, reason, passedOver = [] }: ServerFacts): Diagnosis {
  const others = passedOver.length === 0 ? '' : `; passed over: ${passedOver.join('; ')}`;
  return ok('server', `PostgreSQL ${version}, ${provider} (${reason})${others}`);
}
