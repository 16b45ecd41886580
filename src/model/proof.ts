/** What a plan has proven on an ephemeral server, and what of the target it rests on. */
import type { Catalog, Difference } from './catalog.js';
import type { Gathered } from './gathered.js';
import type { Migration } from './history.js';
import type { PlannedMigration } from './release.js';
import type { ReplayFailure } from './replay.js';

/** `shared`: as few transactions as can be, as Drizzle does it. `per-migration`: one for each. */
export type TransactionMode = 'shared' | 'per-migration';

/** What is committed at once, or, with `none`, statement by statement. */
export interface Step {
  readonly transaction: PlannedMigration['transaction'];
  /** One, unless the transaction is shared. */
  readonly migrations: readonly Migration[];
}

/** A step, and what the database is at its end, without the tracker. */
export interface ProvenStep extends Step {
  readonly after: Catalog;
}

/** Catalogs are to be compared with the target's by `compareDeployed`, ours first. */
export interface Proof {
  /** What the ephemeral server has without any migration; `withinHistory` asks for it. */
  readonly platform: Catalog;
  /** The state before the first step. */
  readonly before: Catalog;
  /** As far as they ran. */
  readonly steps: readonly ProvenStep[];
  readonly pending: readonly PlannedMigration[];
  /** Statements of the first step, one without a transaction, that an earlier run has done before it ended. */
  readonly done: number;
  /** Invalid indexes that an earlier run left behind: to be dropped before the first step. */
  readonly leftovers: readonly string[];
  /** Differences between what is applied and what is deployed, without what `done` and `leftovers` explain. */
  readonly drift: readonly Difference[];
  /** What of them no DDL could bring about on the ephemeral server: the proof then is none. */
  readonly unbuilt: readonly Difference[];
  /** null: all steps went through. */
  readonly failure: ReplayFailure | null;
  /** null: it was not asked for, or there is nothing to come back from. */
  readonly rollback: Rollback | null;
}

/** The way back from what was proven to the state before, as SQL to be reviewed. */
export interface Rollback {
  /** In their order, each with its semicolon; the last ones take the rows out of the tracker. */
  readonly statements: readonly string[];
  /** What the way back does not bring back, or loses by itself, in words. */
  readonly losses: readonly string[];
  /** Objects that no statement of ours brings back to what they were. */
  readonly underived: readonly string[];
  /** Why forward and back, in one transaction, did not give the state before; null: it did. */
  readonly fault: string | null;
}

/** Who stands between two connections of ours and the server. */
export type Pooler =
  /** Nobody, as far as can be seen. */
  | 'none'
  /** Keeps a session to its client: as good as none. */
  | 'session'
  /** Hands a session to another client after each transaction. */
  | 'transaction';

export interface WithheldRight {
  readonly schema: string;
  readonly table: string;
  /** Schema and table as SQL, quoted where that is needed. */
  readonly path: string;
  readonly privilege: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE' | 'REFERENCES';
}

/** What the role may do in the target. */
export interface Rights {
  /** Roles that it acts as: what they own, it may alter. */
  readonly actsAs: readonly string[];
  /** Schemas in which it may create. */
  readonly creatable: readonly string[];
  /** Schemas whose objects it may use. */
  readonly usable: readonly string[];
  /** What it may not do with tables, for want of USAGE on their schemas or of the right itself, on any column. */
  readonly withheld: readonly WithheldRight[];
  readonly mayCreateSchemas: boolean;
  readonly mayCreateRoles: boolean;
  /** INSERT with its sequence; where there is no tracker yet, the rights to create it. */
  readonly mayRecord: boolean;
}

/** What `plan` and `apply` know besides the deployed database. */
export interface ReleaseFacts {
  /** Objects whose difference from the history is taken as it is. */
  readonly accepted: readonly string[];
  readonly pooler: Pooler;
  readonly rights: Rights;
  readonly proof: Gathered<Proof>;
}
