/** Whether what a migration does to a schema is in a deployed database. */
export interface Effects {
    /** `unknown`: nothing in the catalog tells, because it changes rows only, or because of what later ones do. */
    readonly state: 'present' | 'absent' | 'partly' | 'unknown';
    /** What it does and has done, as in `table public.orders`, `the removal of column …`, `type of column …`. */
    readonly present: readonly string[];
    /** What it does and has not done. */
    readonly absent: readonly string[];
}
export declare const UNKNOWN_EFFECTS: Effects;
