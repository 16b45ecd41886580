/**
 * The gate's inability to judge, as opposed to a finding on the project: exit code 2.
 * Thrown only where the world is read, caught only in the shells.
 */
export declare class CannotJudge extends Error {
    readonly name = "CannotJudge";
    /** Imperative next step for whoever reads the message. */
    readonly hint: string;
    constructor(message: string, options: {
        hint: string;
        cause?: unknown;
    });
}
