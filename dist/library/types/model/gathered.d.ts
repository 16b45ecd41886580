/** A fact, or the reason why it is missing. A gate must never look green because it was blind. */
export type Gathered<T> = {
    readonly status: 'gathered';
    readonly value: T;
}
/** Not due here (for example no TypeScript schema given). A named skip in the report. */
 | {
    readonly status: 'skipped';
    readonly reason: string;
}
/** Due, but could not be had because of a fault in the project that other findings name. The check has failed. */
 | {
    readonly status: 'failed';
    readonly reason: string;
};
export declare function gathered<T>(value: T): Gathered<T>;
export declare function skipped(reason: string): Gathered<never>;
export declare function failed(reason: string): Gathered<never>;
/** The value, or null where it was not gathered; for checks, which then have nothing to say. */
export declare function valueOf<T>(fact: Gathered<T>): T | null;
