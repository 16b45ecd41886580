/** What the checks of this family look at, and how they name it. */
import type { CatalogLocation } from '../../model/finding.js';
import type { DeployedFacts } from '../../model/deployed.js';
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import type { Proof, ReleaseFacts } from '../../model/proof.js';
import type { ParsedFile } from '../../model/sql.js';

export interface Target {
  readonly deployed: DeployedFacts;
  readonly release: ReleaseFacts;
  /** null: nothing could be proven; another finding says why. */
  readonly proof: Proof | null;
  /** The database as a place. */
  readonly at: CatalogLocation;
}

/** null: no release is planned. */
export function targetOf(facts: Facts): Target | null {
  const [deployed, release] = [valueOf(facts.deployed), valueOf(facts.release)];
  if (deployed === null || release === null) return null;
  const at = { catalog: 'deployed', object: `database ${deployed.server.database}` } as const;
  return { deployed, release, proof: valueOf(release.proof), at };
}

/** The files that the release would run, in order. */
export function pendingIn({ deployed }: Target, { parsed }: Facts): readonly ParsedFile[] {
  return (deployed.match.next ?? []).flatMap(({ tag }) => parsed.get(tag) ?? []);
}
