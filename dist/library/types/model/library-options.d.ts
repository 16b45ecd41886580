/** Options of the package's functions: flags of the command line under camel-case names. */
export interface DatabaseOptions {
    /** Connection string of the deployed database. */
    readonly url: string;
    /** Drizzle config, relative to `workingDirectory`. Its code is run in a child process. */
    readonly config?: string;
    /** Migrations folder instead of a config: the quickest, and all that a release needs. */
    readonly migrations?: string;
    /** Default: the process's own. */
    readonly workingDirectory?: string;
    /** What `status` calls the database. */
    readonly name?: string;
    /** Seconds for one step; default 60. */
    readonly timeout?: number;
    /** Told what is being done, for a log. */
    readonly onStep?: (step: string) => void;
}
/** How the ephemeral server is had. */
export interface ServerChoice {
    readonly postgres?: 'auto' | 'embedded' | 'local' | 'binaries' | 'docker';
    /** Major version; default: the one of the database. */
    readonly postgresVersion?: number;
    readonly postgresImage?: string;
    readonly platform?: 'supabase' | 'neon' | 'rds';
    /** SQL files that are run before the migrations. */
    readonly bootstrap?: readonly string[];
}
export interface PlanOptions extends DatabaseOptions, ServerChoice {
    readonly expectDatabase?: string;
    /** Objects that may differ from what the history builds, as in `column public.orders.total`. */
    readonly accept?: readonly string[];
    readonly transaction?: 'shared' | 'per-migration';
}
/** All durations in seconds. */
export interface ApplyOptions extends PlanOptions {
    readonly expectHistory?: string;
    readonly lockWait?: number;
    readonly lockTimeout?: number;
    readonly statementTimeout?: number;
    readonly backup?: 'schema' | 'full';
    readonly backupDir?: string;
    readonly backupCommand?: string;
}
export interface RepairOptions extends DatabaseOptions, ServerChoice {
    /** Write it; else it is only shown. */
    readonly yes?: boolean;
    readonly expectDatabase?: string;
    readonly lockWait?: number;
    readonly assumeApplied?: readonly string[];
    readonly assumePending?: readonly string[];
    readonly orphans?: 'keep' | 'drop';
    readonly prepare?: '1.0';
}
export interface BaselineOptions extends DatabaseOptions, ServerChoice {
    /** Tag of the last migration that the database has. */
    readonly to: string;
    readonly yes?: boolean;
    readonly expectDatabase?: string;
    readonly lockWait?: number;
    readonly accept?: readonly string[];
    readonly orphans?: 'keep' | 'drop';
}
