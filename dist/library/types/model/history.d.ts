/** A project's migration history as it lies on disk, whatever its layout, faults included. */
import type { Span } from './finding.js';
/** `journal`: Drizzle 0.x, `meta/_journal.json`. `folders`: Drizzle 1.0, one folder per migration. */
export type Layout = 'journal' | 'folders';
export interface SourceFile {
    /** POSIX path relative to the working directory of the run. */
    readonly path: string;
    /** Decoded as UTF-8, byte order mark kept, exactly as Drizzle hashes it. */
    readonly text: string;
}
/** Why a file is not what its reader expects; `span` points into that file's text. */
export interface Defect {
    readonly message: string;
    readonly span: Span | null;
}
/** A file that is there and cannot be read: a folder of that name, no permission, larger than a string can be. */
export interface UnreadableFile {
    /** POSIX path relative to the working directory of the run. */
    readonly path: string;
    /** As in `it is a folder`. */
    readonly reason: string;
}
/** Where Drizzle cuts a file: a plain substring, also inside strings, comments and bodies (`readMigrationFiles`, both lines). */
export declare const BREAKPOINT = "--> statement-breakpoint";
/** One piece of a file between two breakpoints, untrimmed, as Drizzle sends it to the server. */
export interface Chunk {
    readonly text: string;
    readonly span: Span;
}
/** One migration that Drizzle's migrator would run: its SQL file, hashed and split as Drizzle does. */
export interface Migration {
    /** Journal tag, or the folder's name. */
    readonly tag: string;
    readonly source: SourceFile;
    /** SHA-256 of the text, hexadecimal: the tracker's `hash`. */
    readonly hash: string;
    /** What `hash` would be with LF alone and with CRLF alone, as far as that is another one. */
    readonly otherHashes: readonly string[];
    /** Milliseconds since 1970, the tracker's `created_at`; null where the journal has no usable number. */
    readonly when: number | null;
    readonly chunks: readonly Chunk[];
}
/** One element of the journal's `entries`, or one migration folder, with all its faults. */
export interface Entry {
    /** Position in the order in which Drizzle takes entries, from 0. */
    readonly position: number;
    /** null: the journal entry has no `tag` that is a string. */
    readonly tag: string | null;
    /** The journal's `idx` as written; null in the folder layout or where it is no integer. */
    readonly index: number | null;
    /** The journal's `when` as written, whatever its type; in the folder layout the folder's time in milliseconds. */
    readonly rawWhen: unknown;
    /** null: there is nothing that could be run (no tag, or no file). */
    readonly migration: Migration | null;
    /** Where the entry stands in the journal; null in the folder layout. */
    readonly span: Span | null;
}
export interface Journal {
    readonly source: SourceFile;
    /** null: readable. */
    readonly defect: Defect | null;
    /** `version` and `dialect` as written; null where absent. */
    readonly version: string | null;
    readonly dialect: string | null;
}
/** A snapshot as far as identity and chain go; `state` is the parsed JSON for whoever needs more. */
export interface Snapshot extends SourceFile {
    /** The migration it belongs to by name: journal prefix (`0004`) or folder name; null if the name says nothing. */
    readonly belongsTo: string | null;
    /** Set where the file is not JSON, has no usable identity, or is of an unknown version. */
    readonly defect: Defect | null;
    /** '5' to '9'; null where unknown. */
    readonly version: string | null;
    readonly id: string | null;
    /** `prevId` of v5–v7 as the only element, `prevIds` of v8 and v9. */
    readonly parentIds: readonly string[];
    /** As written; null where there is none. */
    readonly dialect: string | null;
    /** What the text holds as JSON; null where it is none. Parsed at each look: all states at once are a burden to hold. */
    readonly state: unknown;
}
export interface History {
    readonly layout: Layout;
    /** Migrations folder, POSIX path relative to the working directory of the run. */
    readonly folder: string;
    /** null in the folder layout. */
    readonly journal: Journal | null;
    readonly entries: readonly Entry[];
    /** Every `.sql` file at the place where the layout keeps them, with or without an entry, sorted by path. */
    readonly files: readonly SourceFile[];
    /** What stands at the place of an SQL file and cannot be read, sorted by path. */
    readonly unreadable: readonly UnreadableFile[];
    /** Folder layout: migration folders (by name or snapshot) without `migration.sql`, POSIX paths. Empty in the journal layout. */
    readonly foldersWithoutFile: readonly string[];
    /** Sorted by path, as drizzle-kit sorts them. */
    readonly snapshots: readonly Snapshot[];
}
/** The migrations that exist, in the order in which Drizzle's migrator runs them on an empty database. */
export declare function migrationsOf(history: History): readonly Migration[];
