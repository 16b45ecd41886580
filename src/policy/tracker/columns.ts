/** The columns that Drizzle's migrators give their table, and those that a table has. */
import type { Tracker, TrackerColumn } from '../../model/tracker.js';

type Rule = (column: TrackerColumn) => boolean;

/** As drizzle-orm 0.45 and 1.0 make it; other columns do no harm as long as an INSERT may leave them out. */
const RULES: Readonly<Record<string, Rule>> = {
  id: ({ type, isNullable, default: value }) =>
    type === 'integer' && !isNullable && (value?.startsWith('nextval(') ?? false),
  hash: ({ type, isNullable }) => type === 'text' && !isNullable,
  created_at: ({ type }) => type === 'bigint',
};
const RULES_OF_1_0: Readonly<Record<string, Rule>> = {
  ...RULES,
  name: ({ type }) => type === 'text',
  applied_at: ({ type, default: value }) => type === 'timestamp with time zone' && value === 'now()',
};

/** Whether Drizzle's migrator can read and write the table as it would its own. */
export function hasRightColumns({ columns }: Tracker, line: '0.x' | '1.0'): boolean {
  const rules = line === '1.0' ? RULES_OF_1_0 : RULES;
  const areThere = Object.entries(rules).every(([name, rule]) => {
    const column = columns.find((each) => each.name === name);
    return column !== undefined && rule(column);
  });
  return (
    areThere && columns.every(({ name, isNullable, default: value }) => name in rules || isNullable || value !== null)
  );
}
