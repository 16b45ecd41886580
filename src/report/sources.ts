/** Texts of the files that findings point into, by the `file` of their location. A file may be missing: it is then not quoted. */
export type Sources = ReadonlyMap<string, string>;
