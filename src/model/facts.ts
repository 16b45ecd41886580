/** Everything that checks may know. Checks never read the world: what one needs becomes a field here. */
import type { Allow } from './allow.js';
import type { Base } from './base.js';
import type { Catalog, Difference } from './catalog.js';
import type { DeployedFacts } from './deployed.js';
import type { Gathered } from './gathered.js';
import type { History } from './history.js';
import type { Project, SchemaFacts } from './project.js';
import type { ReleaseFacts } from './proof.js';
import type { BuildFailure, MaskedGuard, ReplayOutcome, SecondRun, UpgradeOutcome } from './replay.js';
import type { ParsedFile } from './sql.js';

export interface ServerFacts {
  readonly provider: 'embedded' | 'local' | 'docker' | 'binaries' | 'given';
  /** As in `18.6`. */
  readonly version: string;
  /** What it was taken from, as in `installed in /usr/lib/postgresql/17/bin`. */
  readonly reason: string;
  /** Why those that come before it in the order of `auto` did not serve; absent: none was tried. */
  readonly passedOver?: readonly string[];
}

export interface CatalogFacts {
  readonly declared: Gathered<Catalog>;
  readonly recorded: Gathered<Catalog>;
  readonly replayed: Gathered<Catalog>;
  /** What the new migrations start from. */
  readonly before: Gathered<Catalog>;
  /** Why `declared` or `recorded` could not be built on the server. */
  readonly buildFailures: readonly (BuildFailure & { readonly catalog: 'declared' | 'recorded' })[];
}

export interface ReplayFacts {
  /** ISO 8601: when they ran, where an earlier run has kept them; absent: in this one. */
  readonly ranAt?: string;
  readonly stepByStep: Gathered<ReplayOutcome>;
  readonly freshInstall: Gathered<ReplayOutcome>;
  readonly upgrade: Gathered<UpgradeOutcome>;
  /** By tag: each statement of the judged migrations executed again, right after its migration. */
  readonly secondRuns: Gathered<ReadonlyMap<string, readonly SecondRun[]>>;
  /** By tag: guards of the judged migrations that hide a difference; migrations without one are left out. */
  readonly maskedGuards: Gathered<ReadonlyMap<string, readonly MaskedGuard[]>>;
}

/** Differences computed once from the catalogs, expected side first. Null where a side is missing. */
export interface DriftFacts {
  readonly declaredReplayed: readonly Difference[] | null;
  readonly declaredRecorded: readonly Difference[] | null;
  readonly recordedReplayed: readonly Difference[] | null;
}

export interface Facts {
  /** When the run started, milliseconds since 1970: the only clock that checks have. */
  readonly now: number;
  readonly project: Project;
  /** The other projects of the same run. */
  readonly siblings: readonly Project[];
  readonly history: History;
  /** The branch that the pull request goes to. */
  readonly base: Gathered<Base>;
  /** Tags that the pull request adds (`newTagsOf`); null: no base is known, or it cannot be compared. */
  readonly newTags: readonly string[] | null;
  /** Tags that idempotency judges (`--scope new`); null: all of them. */
  readonly judgedTags: readonly string[] | null;
  /** Parsed migrations by tag. */
  readonly parsed: ReadonlyMap<string, ParsedFile>;
  readonly server: Gathered<ServerFacts>;
  readonly replays: ReplayFacts;
  readonly schema: SchemaFacts;
  readonly catalogs: CatalogFacts;
  readonly drift: DriftFacts;
  /**
   * What the base branch's latest snapshot and its migrations differ in; empty also where nothing of this run differs, or
   * the base cannot be compared.
   */
  readonly inherited: readonly Difference[];
  /** The database that the history is deployed to. */
  readonly deployed: Gathered<DeployedFacts>;
  /** What a release does and may do. */
  readonly release: Gathered<ReleaseFacts>;
  /** Comments in migrations and entries of `gatekeeper.json`. */
  readonly allows: readonly Allow[];
}
