/** What `expectations.json` of a corpus says of one history, observed by hand on a real server. */

export interface Observed {
  readonly repo: string;
  /** Migrations folder, relative to the corpus. */
  readonly path: string;
  readonly replay: { readonly oneTransaction: 'ok' | 'fails'; readonly sqlstate?: string; readonly prelude?: string };
  /** Tags, or numbers of snapshots, by the kind of anomaly. */
  readonly anomalies: Readonly<Record<string, readonly string[]>>;
  readonly drift: {
    /** File name of the snapshot that the database was compared with: the newest, with an entry or not. */
    readonly snapshot: string;
    readonly inSnapshotNotInDatabase: readonly ObservedObject[];
    readonly inDatabaseNotInSnapshot: readonly ObservedObject[];
  };
}

export interface ObservedObject {
  readonly kind: string;
  readonly schema: string;
  readonly table?: string;
  readonly name: string;
}
