/** What `doctor` finds, before anything is judged or released. Field names are the published JSON. */

/** What it looks at: of the machine `node` and `server`, of each project all others. */
export type DoctorCheck =
  | 'node'
  | 'server'
  | 'config'
  | 'drizzle'
  | 'history'
  | 'schema'
  | 'base'
  | 'database'
  | 'tracker'
  | 'rights'
  | 'pooler';

/** `warning`: it works, with less than there could be. `problem`: a command would stop there. `skipped`: it was not looked at. */
export type Health = 'ok' | 'warning' | 'problem' | 'skipped';

export interface Diagnosis {
  readonly check: DoctorCheck;
  readonly health: Health;
  /** One line: what is there, or why it was not looked at. */
  readonly found: string;
  /** Imperative; null: there is nothing to do. */
  readonly hint: string | null;
}

export interface Examination {
  readonly schemaVersion: 1;
  readonly machine: readonly Diagnosis[];
  readonly projects: readonly {
    /** Its config or migrations folder, as it is named; null: none was found. */
    readonly name: string | null;
    readonly checks: readonly Diagnosis[];
  }[];
}

/** Every line, the machine's first. */
export function diagnosesOf({ machine, projects }: Examination): readonly Diagnosis[] {
  return [...machine, ...projects.flatMap(({ checks }) => checks)];
}
