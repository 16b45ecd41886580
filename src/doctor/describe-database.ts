/** What a survey of a database has found, with what the checks say against it. Pure. */
import type { Diagnosis } from '../model/diagnosis.js';
import type { Finding } from '../model/finding.js';
import type { TrackerPlace } from '../model/project.js';
import type { Survey } from '../release/plan/survey-target.js';

type DatabaseLine = 'database' | 'tracker' | 'rights' | 'pooler';

/** What speaks against each line. */
const AGAINST: Readonly<Record<DatabaseLine, readonly string[]>> = {
  database: ['release/standby', 'release/server-version'],
  tracker: ['tracker/other-tracker', 'tracker/missing-while-populated'],
  rights: ['release/missing-rights'],
  pooler: ['release/pooler'],
};

export const DATABASE_CODES: ReadonlySet<string> = new Set(Object.values(AGAINST).flat());

export function describeDatabase(
  survey: Survey,
  tracker: TrackerPlace,
  findings: readonly Finding[],
): readonly Diagnosis[] {
  const found: Readonly<Record<DatabaseLine, string>> = {
    database: sayServer(survey),
    tracker: sayTracker(survey, tracker),
    rights: sayRights(survey),
    pooler: POOLERS[survey.pooler],
  };
  return (Object.keys(AGAINST) as DatabaseLine[]).map((line) =>
    describe(
      line,
      found[line],
      findings.filter(({ code }) => AGAINST[line].includes(code)),
    ),
  );
}

function describe(check: DatabaseLine, found: string, against: readonly Finding[]): Diagnosis {
  if (against.length === 0) return { check, health: 'ok', found, hint: null };
  const hints = against.flatMap(({ hint }) => hint ?? []);
  return {
    check,
    health: against.some(({ severity }) => severity === 'error') ? 'problem' : 'warning',
    found: [found, ...against.map(({ message }) => message)].join('; '),
    hint: hints.length === 0 ? null : hints.join(' '),
  };
}

function sayServer({ reading: { server } }: Survey): string {
  return `PostgreSQL ${server.version}, "${server.database}" at ${server.host} as role "${server.role}"`;
}

function sayTracker({ reading: { reading } }: Survey, { schema, table }: TrackerPlace): string {
  const { tracker } = reading;
  if (tracker === null) return `"${schema}.${table}" is not there yet`;
  return `"${schema}.${table}" with ${tracker.rows.length} ${tracker.rows.length === 1 ? 'row' : 'rows'}`;
}

function sayRights({ rights: { mayRecord, mayCreateSchemas } }: Survey): string {
  const writes = mayRecord ? 'may write the tracker' : 'may not write the tracker';
  return `the role reads catalog and tracker, ${writes}, ${mayCreateSchemas ? 'may' : 'may not'} create schemas`;
}

const POOLERS: Readonly<Record<Survey['pooler'], string>> = {
  none: 'none is seen between here and the server',
  session: 'one in session mode',
  transaction: 'one in transaction mode',
};
