/** What the parent asks of the child program and what comes back, as JSON over two pipes of its own. */
import type { Casing, ExistingView, PossibleRename } from '../../model/project.js';

/** All paths are absolute. */
export type Request = ConfigRequest | SchemaRequest;

export interface ConfigRequest {
  readonly task: 'config';
  readonly config: string;
  /** Package folder of the project's drizzle-kit; null: not installed. */
  readonly kit: string | null;
}

export interface SchemaRequest {
  readonly task: 'schema';
  /** What to open the snapshots with. */
  readonly kit: Kit;
  /** null: only `recorded` is wanted. */
  readonly declared: DeclaredRequest | null;
  /** null: there is no snapshot to build. */
  readonly recorded: SnapshotFile | null;
  /** As `recorded`, of the base branch; null: there is none, or it is the same. */
  readonly merged: SnapshotFile | null;
}

/** `project`: the project's own, by package folder. `bundled`: a module of ours with the same interface. */
export type Kit =
  | { readonly source: 'project'; readonly folder: string; readonly line: Line }
  | { readonly source: 'bundled'; readonly module: string; readonly line: Line };

/** Which programmatic interface drizzle-kit has: `drizzle-kit/api` or `drizzle-kit/api-postgres`. */
export type Line = '0.x' | '1.0';

export interface DeclaredRequest {
  /** Loaded before the schema, as drizzle-kit does: configs set up the environment. */
  readonly config: string | null;
  readonly files: readonly string[];
  readonly casing: Casing | null;
  /** What drizzle-kit would compare with; null: there is no snapshot. */
  readonly previous: SnapshotFile | null;
}

export interface SnapshotFile {
  readonly path: string;
  /** What stands in it, or would after an edit that is to be proven. */
  readonly text: string;
  /** '5' to '9'. */
  readonly version: string;
  readonly id: string;
  /** Version 9 holds differences: all snapshots of the history by their folder's name. Otherwise empty. */
  readonly ancestors: Readonly<Record<string, string>>;
}

export type Reply<T> =
  /** `takesMore`: the child waits for another request; else it ends. */
  | { readonly status: 'done'; readonly value: T; readonly takesMore: boolean }
  | ({ readonly status: 'failed' } & Failure);

export interface ConfigReply {
  /** `typeof` what the config exports, or `promise`. */
  readonly type: string;
  /** The options that matter, unjudged; credentials are left behind. */
  readonly options: Readonly<Record<string, unknown>>;
}

export interface SchemaReply {
  readonly declared: Outcome<DeclaredReply> | null;
  readonly recorded: Outcome<readonly string[]> | null;
  readonly merged: Outcome<readonly string[]> | null;
}

/** `reason`: drizzle-kit does not accept a snapshot, in its own words. */
export type Outcome<T> = { readonly value: T } | { readonly reason: string };

export interface DeclaredReply {
  readonly ddl: readonly string[];
  readonly pending: readonly string[];
  readonly possibleRenames: readonly PossibleRename[];
  readonly objectCount: number;
  readonly snapshot: Readonly<Record<string, unknown>> | null;
  readonly existingViews: readonly ExistingView[];
  /** Files that were evaluated, absolute paths; packages among them. */
  readonly loaded: readonly string[];
}

/** An error as the child saw it. */
export interface Failure {
  /** What the child was at: evaluating a file of the project, or asking drizzle-kit. */
  readonly during: 'config' | 'schema' | 'kit';
  /** The file that was being loaded. */
  readonly file: string | null;
  /** `exit`: `process.exit` was called. */
  readonly kind: 'error' | 'exit';
  readonly message: string;
  readonly stack: string;
  /** Node's error code, such as MODULE_NOT_FOUND. */
  readonly code: string | null;
  /** Modules that asked for the one that was not found, nearest first. */
  readonly requireStack: readonly string[];
}
