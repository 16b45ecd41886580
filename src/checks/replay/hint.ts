/** What to do about a statement that fails, by SQLSTATE. */
import type { ReplayFailure } from '../../model/replay.js';
import { hintForLack, lackOf } from './lack.js';

const PROVIDE = 'provide what the platform has with --bootstrap <file.sql>';

/** One entry per error that migrations really meet; the server's own hint stands in the evidence. */
const HINTS: Readonly<Record<string, (failure: ReplayFailure) => string>> = {
  '25001': () =>
    "Drizzle's migrator runs every migration in a transaction: drop CONCURRENTLY, or run this statement outside of Drizzle.",
  '3F000': () => `Create the schema in an earlier migration, or ${PROVIDE}.`,
  '42601': ({ file }) =>
    `Correct the SQL at this place, and put \`--> statement-breakpoint\` only between statements of ${file}.`,
  '42704': () => `Create it in an earlier migration, or ${PROVIDE}.`,
  '42883': () => `Create the function in an earlier migration, or ${PROVIDE}.`,
  '42P01': () => 'Create the relation in an earlier migration, or move this statement behind the one that creates it.',
  '42P02': () =>
    'Write the condition in the schema with the `sql` template instead of an operator function, then generate the migration again.',
  '42P07': () => 'Remove the second creation, or guard it with IF NOT EXISTS.',
  '42701': () => 'Remove the second ADD COLUMN, or guard it with IF NOT EXISTS.',
  '42710': () => 'Remove the second creation, or guard it in a DO block.',
  '42804': () => 'Tell how to convert: ALTER COLUMN … TYPE … USING "column"::type.',
  '42830': () => 'Move the UNIQUE constraint before the foreign key that refers to it.',
  '55P04': () =>
    'Ship the new enum value in one release and its first use in the next, or replace the type instead of adding to it.',
  '0A000': () => 'Drop what depends on the object first, and create it again afterwards.',
  '2BP01': () => 'Drop what depends on the object first, or add CASCADE where that is meant.',
  '23502': () => 'Add the column nullable, fill it, then SET NOT NULL.',
};

/** An imperative sentence, whatever the error. */
export function hintFor(failure: ReplayFailure): string {
  const lack = lackOf(failure);
  const hint = lack === null ? HINTS[failure.error.sqlstate]?.(failure) : hintForLack(lack);
  return (
    hint ??
    `Correct the statement in ${failure.file}; if it is merged already, mend the history so that a new environment can be built.`
  );
}
