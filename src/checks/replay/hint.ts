/** What to do about a statement that fails, by SQLSTATE. */
import type { ReplayFailure } from '../../model/replay.js';

/** One entry per error that migrations really meet; the server's own hint stands in the evidence. */
const HINTS: Readonly<Record<string, (failure: ReplayFailure) => string>> = {
  '25001': () =>
    "Drizzle's migrator runs every migration in a transaction: drop CONCURRENTLY, or run this statement outside of Drizzle.",
  '3F000': ({ error }) => `Create the schema in an earlier migration, or ${provide(error.message)}.`,
  '42601': ({ file }) =>
    `Correct the SQL at this place, and put \`--> statement-breakpoint\` only between statements of ${file}.`,
  '42704': ({ error }) => `Create it in an earlier migration, or ${provide(error.message)}.`,
  '42883': ({ error }) => `Create the function in an earlier migration, or ${provide(error.message)}.`,
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
  '0A000': ({ error }) =>
    error.message.startsWith('extension')
      ? 'Use a server that has the extension: --postgres local, or a service container whose image carries it.'
      : 'Drop what depends on the object first, and create it again afterwards.',
  '2BP01': () => 'Drop what depends on the object first, or add CASCADE where that is meant.',
  '23502': () => 'Add the column nullable, fill it, then SET NOT NULL.',
  '58P01': () => 'Use a server that has the extension: --postgres local, or a service container with that image.',
};

/** Names that a platform's preset carries, as they stand in the server's message. */
const PLATFORMS: readonly (readonly [platform: string, names: RegExp])[] = [
  ['neon', /"(?:neon_\w+|anonymous)"|auth\.(?:user_id|session)\(/],
  [
    'supabase',
    /"(?:auth|storage|realtime|extensions|anon|authenticated|service_role|supabase_\w+)"|(?:auth|storage|realtime)\.\w+\(/,
  ],
  ['rds', /"rds\w+"/],
];

/** How to give the replay what the platform has: by its preset where the name is one of a platform's. */
function provide(message: string): string {
  const platform = PLATFORMS.find(([, names]) => names.test(message))?.[0];
  return platform === undefined
    ? 'provide what the platform has with --bootstrap <file.sql>'
    : `replay on what the platform has: --platform ${platform}`;
}

/** An imperative sentence, whatever the error. */
export function hintFor(failure: ReplayFailure): string {
  const hint = HINTS[failure.error.sqlstate]?.(failure);
  return (
    hint ??
    `Correct the statement in ${failure.file}; if it is merged already, mend the history so that a new environment can be built.`
  );
}
