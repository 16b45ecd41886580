/** What a judgement says, and where. Everything that is reported is a `Finding`. */
/** GitHub's own annotation levels, worst first. */
export declare const SEVERITIES: readonly ['error', 'warning', 'notice'];
export type Severity = (typeof SEVERITIES)[number];
export declare const FAMILIES: readonly ['history', 'replay', 'drift', 'idempotency', 'tracker', 'release', 'safety', 'allow'];
export type Family = (typeof FAMILIES)[number];
/** Permanent name of a situation: `family/kebab-slug`. Carries neither severity nor number. */
export type Code = `${Family}/${string}`;
/** Half-open range of UTF-16 offsets into a file's text. Parser bytes become offsets in `sql/` and nowhere else. */
export interface Span {
    readonly start: number;
    readonly end: number;
}
/** Lines and columns count from 1; columns count UTF-16 code units; the end column is exclusive. */
export interface FileLocation {
    /** POSIX path relative to the working directory of the run. */
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
}
export type CatalogName = 'declared' | 'recorded' | 'replayed' | 'deployed';
/** A database has no line numbers, so it gets the catalog and the object, as in `table public.invoices`. */
export interface CatalogLocation {
    readonly catalog: CatalogName;
    readonly object: string;
}
export type Location = FileLocation | CatalogLocation;
/** What a place did to an object. `mentioned`: a statement whose SQL is computed holds its name, and none that can be read does. */
export type OriginVerb = 'added' | 'changed' | 'dropped' | 'mentioned' | 'declared' | 'declares-table';
/** What was seen, verbatim, kept apart from what is concluded. */
export type Evidence = {
    readonly kind: 'sql';
    readonly text: string;
} | {
    readonly kind: 'text';
    readonly text: string;
} | {
    readonly kind: 'server-error';
    readonly sqlstate: string;
    readonly message: string;
    readonly detail: string | null;
    readonly hint: string | null;
} | {
    /** Where what was found comes from. */
    readonly kind: 'origin';
    readonly verb: OriginVerb;
    readonly location: FileLocation;
    readonly text: string;
} | {
    readonly kind: 'difference';
    readonly attribute: string;
    readonly expected: string | null;
    readonly actual: string | null;
};
/** Replaces a range of a file by `text`; an empty range inserts. */
export interface Edit extends FileLocation {
    readonly text: string;
}
/** `safe` may be committed unread; `review` is shown and never applied by itself. */
export interface Fix {
    readonly title: string;
    readonly safety: 'safe' | 'review';
    /** `review` only because nobody has run it: `fix` takes it for `safe` after a replay and a clean second run. */
    readonly provable?: true;
    readonly edits: readonly Edit[];
}
export interface Finding {
    readonly code: Code;
    readonly severity: Severity;
    /** One factual line, lower-case start, no full stop, names the object. */
    readonly message: string;
    readonly location: Location;
    readonly evidence: readonly Evidence[];
    /** Imperative; ends in a command or an edit. */
    readonly hint?: string;
    readonly fix?: Fix;
}
/** A finding that an `allow` comment or entry suppressed, with the reason given there. */
export interface AllowedFinding extends Finding {
    readonly reason: string;
}
