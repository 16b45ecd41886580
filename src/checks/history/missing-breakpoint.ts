import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import { BREAKPOINT, migrationsOf } from '../../model/history.js';
import { isMerged } from './weigh.js';

export default defineCheck({
  code: 'history/missing-breakpoint',
  severity: 'error',
  title: 'Two statements stand between breakpoints',
  why: 'Drizzle sends what stands between two breakpoints as one query, and the driver of this project takes one statement per query: PostgreSQL refuses the second one (42601), and nothing can be deployed.',

  *find(facts) {
    const driver = driverOf(facts);
    if (driver === null) return;
    for (const { tag, source } of migrationsOf(facts.history)) {
      const statements = facts.parsed.get(tag)?.statements ?? [];
      const joined = statements.filter(({ chunk }, position) => statements[position - 1]?.chunk === chunk);
      const [first] = joined;
      if (first === undefined) continue;
      const places = joined.length === 1 ? 'a breakpoint is' : `${joined.length} breakpoints are`;
      yield {
        message: `${places} missing in "${tag}", which ${driver.name} needs between statements`,
        at: { source, span: first.span },
        severity: driver.isCertain && !isMerged(facts, tag) ? 'error' : 'warning',
        hint: `Write this line between the statements: ${BREAKPOINT}`,
      };
    }
  },
});

interface Driver {
  readonly name: string;
  /** The config says that migrations go through it. */
  readonly isCertain: boolean;
}

/** Drivers of a config that send each query by the extended protocol, or an API that takes one statement. */
const BY_CONFIG = new Set(['pglite', 'aws-data-api']);

/** The same by package. That of Neon has a second driver, over WebSockets, which takes several. */
const BY_PACKAGE = ['@electric-sql/pglite', '@neondatabase/serverless', '@aws-sdk/client-rds-data'];

/** Clients that take any number of statements: where one is there, it may be the one that migrates. */
const TAKING_ALL = ['pg', 'postgres', '@vercel/postgres'];

/** null: none that takes one statement at a time, as far as is known. */
function driverOf({ project: { config, dependencies } }: Facts): Driver | null {
  const { driver = null } = config ?? {};
  if (driver !== null && BY_CONFIG.has(driver)) return { name: `the driver "${driver}"`, isCertain: true };
  if (TAKING_ALL.some((name) => dependencies.includes(name))) return null;
  const name = BY_PACKAGE.find((each) => dependencies.includes(each));
  return name === undefined ? null : { name, isCertain: false };
}
