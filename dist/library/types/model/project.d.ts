/** Where a project keeps things and how drizzle-kit was told to treat them. */
import type { Gathered } from './gathered.js';
import type { SourceFile } from './history.js';
/** Names of Drizzle's tracking table. Defaults: `drizzle.__drizzle_migrations`. */
export interface TrackerPlace {
    readonly schema: string;
    readonly table: string;
}
export type Casing = 'snake_case' | 'camelCase';
/** A drizzle config after loading, PostgreSQL options only. */
export interface Config {
    /** POSIX path of the config file, relative to the working directory of the run. */
    readonly path: string;
    /** Patterns as written, relative to the project root. */
    readonly schema: readonly string[];
    /** As written; default `drizzle`. */
    readonly out: string;
    readonly casing: Casing | null;
    readonly breakpoints: boolean;
    readonly driver: string | null;
    readonly tracker: TrackerPlace;
}
export interface Project {
    /** Absolute path of the folder that drizzle-kit would be started in: `schema` and `out` are relative to it. */
    readonly root: string;
    /** null: only a migrations folder was given. */
    readonly config: Config | null;
    /** Migrations folder, POSIX path relative to the working directory of the run. */
    readonly migrations: string;
    readonly tracker: TrackerPlace;
    /** Versions found in the project's own node_modules; null: not installed. */
    readonly kitVersion: string | null;
    readonly ormVersion: string | null;
    /** Packages that its own `package.json` names under `dependencies`; empty where there is none. */
    readonly dependencies: readonly string[];
}
/** What the project's own drizzle-kit says of the TypeScript schema. All DDL is one statement per element. */
export interface DeclaredSchema {
    /** Builds the declared schema on an empty database. */
    readonly ddl: readonly string[];
    /** What `drizzle-kit generate` would write now; empty: schema and latest snapshot agree. */
    readonly pending: readonly string[];
    /** Pairs that drizzle-kit would ask about; never answered, only reported. */
    readonly possibleRenames: readonly PossibleRename[];
    /** How many tables, views and enums were exported. */
    readonly objectCount: number;
    /** As drizzle-kit 0.x would write it, with an id and a parent that mean nothing; null in 1.0, which writes differences. */
    readonly snapshot: Readonly<Record<string, unknown>> | null;
    readonly existingViews: readonly ExistingView[];
    /** The project's own files below the working directory that took part: those that `schema` names, and what they import. */
    readonly sources: readonly SourceFile[];
}
/** A view that the schema declares with `.existing()`. */
export interface ExistingView {
    readonly schema: string;
    readonly name: string;
    readonly isMaterialized: boolean;
}
export interface PossibleRename {
    /** As in `column`, `table`, `enum`. */
    readonly kind: string;
    readonly from: string;
    readonly to: string;
}
/** DDL that builds what the latest snapshot records, by the project's own drizzle-kit or by the bundled one. */
export interface RecordedSchema {
    /** POSIX path of the snapshot. */
    readonly snapshot: string;
    /** Tag of the entry that it belongs to: the newest one that has a snapshot, which need not be the last. */
    readonly tag: string;
    readonly ddl: readonly string[];
}
export interface SchemaFacts {
    readonly declared: Gathered<DeclaredSchema>;
    readonly recorded: Gathered<RecordedSchema>;
    /** What the newest snapshot of the base branch records, which new ones take over. */
    readonly merged: Gathered<RecordedSchema>;
}
