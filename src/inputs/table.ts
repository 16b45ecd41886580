/** Every input of the tool. Flags, Action inputs, help text, action.yml and the README table follow from these rows. */
import type { InputTable, ValuesOf } from './input.js';
import { RELEASE_INPUTS } from './release-table.js';
import { TRACKER_INPUTS } from './tracker-table.js';

export const INPUTS = {
  config: {
    group: 'project',
    kind: 'list',
    placeholder: 'FILE',
    description: 'Drizzle config to check, or a glob of several (default: what is found in the working directory)',
  },
  migrations: {
    group: 'project',
    kind: 'text',
    placeholder: 'FOLDER',
    description: 'migrations folder to check without a Drizzle config; the TypeScript schema is then not compared',
  },
  'working-directory': {
    group: 'project',
    kind: 'text',
    default: '.',
    placeholder: 'FOLDER',
    description: 'folder that all other paths are relative to',
  },
  base: {
    group: 'project',
    kind: 'text',
    placeholder: 'REF',
    description: 'git ref that the change is merged into; tells new migrations from merged ones',
  },
  scope: {
    group: 'judgement',
    kind: 'choice',
    values: ['new', 'all'],
    description: 'migrations that idempotency is judged of (default: new where a base is known, else all)',
  },
  idempotency: {
    group: 'judgement',
    kind: 'choice',
    values: ['error', 'warning', 'off'],
    default: 'warning',
    description: 'weight of statements that cannot be run twice',
  },
  'fail-on': {
    group: 'judgement',
    kind: 'choice',
    values: ['error', 'warning', 'never'],
    default: 'error',
    description: 'least severity that fails the run',
  },
  postgres: {
    group: 'server',
    kind: 'choice',
    values: ['auto', 'embedded', 'local', 'binaries', 'docker'],
    default: 'auto',
    description: 'provider of the ephemeral Postgres',
  },
  'postgres-version': {
    group: 'server',
    kind: 'number',
    placeholder: 'MAJOR',
    description: 'major version of Postgres to replay on, as in production',
  },
  'postgres-image': {
    group: 'server',
    kind: 'text',
    placeholder: 'IMAGE',
    description: 'container image of the Postgres to replay on',
  },
  platform: {
    group: 'server',
    kind: 'choice',
    values: ['supabase', 'neon', 'rds'],
    description: 'hosting platform whose roles, schemas and extensions the migrations rely on',
  },
  bootstrap: {
    group: 'server',
    kind: 'list',
    placeholder: 'FILE',
    description: 'SQL file that is run before the migrations, for what the database has from elsewhere',
  },
  replay: {
    group: 'server',
    kind: 'choice',
    values: ['changed', 'always'],
    default: 'changed',
    description:
      'when migrations are replayed: always, or where anything has changed since a run whose results are kept on this machine',
  },
  timeout: {
    group: 'server',
    kind: 'number',
    default: 60,
    placeholder: 'SECONDS',
    description: 'seconds after which a statement, or loading the schema, counts as hung',
  },
  'database-url-env': {
    group: 'server',
    kind: 'text',
    placeholder: 'NAME',
    description:
      'environment variable that holds the connection string of the deployed database (default: DATABASE_URL)',
  },
  ...RELEASE_INPUTS,
  env: {
    group: 'release',
    kind: 'list',
    placeholder: 'NAME=VARIABLE',
    commands: ['status'],
    description: 'with "status": an environment, and the environment variable that holds its connection string',
  },
  'fail-on-pending': {
    group: 'release',
    kind: 'switch',
    commands: ['status'],
    isAsked: true,
    description: 'with "status": fail where a deploy would run something',
  },
  compare: {
    group: 'release',
    kind: 'switch',
    commands: ['status'],
    isAsked: true,
    description: 'with "status": compare the schema with what the applied migrations build, on an ephemeral server',
  },
  ...TRACKER_INPUTS,
  format: {
    group: 'report',
    kind: 'choice',
    values: ['pretty', 'json', 'markdown', 'sarif', 'github', 'matrix'],
    default: 'pretty',
    description: 'form of the report; matrix is for list alone',
  },
  output: {
    group: 'report',
    kind: 'text',
    placeholder: 'FILE',
    description: 'file to write the report to (default: standard output)',
  },
  comment: {
    group: 'report',
    kind: 'choice',
    values: ['on', 'off'],
    default: 'on',
    only: 'action',
    description: 'whether the report is kept as a comment on the pull request; needs "pull-requests: write"',
  },
  suggestions: {
    group: 'report',
    kind: 'choice',
    values: ['on', 'off'],
    default: 'on',
    only: 'action',
    description: 'whether safe fixes are suggested on the pull request, to be committed by a click',
  },
  report: {
    group: 'report',
    kind: 'text',
    placeholder: 'FILE',
    only: 'action',
    description: 'report of another run as JSON, for mode comment',
  },
  'github-token': {
    group: 'report',
    kind: 'text',
    expression: '${{ github.token }}',
    only: 'action',
    description: 'token to write the comment, and to read the base branch where git cannot',
  },
  check: {
    group: 'report',
    kind: 'switch',
    only: 'command line',
    commands: ['fix', 'snapshot'],
    isAsked: true,
    description: 'with "fix" and "snapshot": tell what would be changed, and fail where that is anything',
  },
  reconcile: {
    group: 'report',
    kind: 'choice',
    values: ['schema', 'history'],
    only: 'command line',
    commands: ['check'],
    description:
      'in place of the report, print what brings the two together: lines for the schema files, or SQL for a migration',
  },
  stdout: {
    group: 'report',
    kind: 'text',
    placeholder: 'FILE',
    only: 'command line',
    commands: ['fix'],
    description: 'with "fix": change nothing, and print what this migration file would become',
  },
  color: {
    group: 'report',
    kind: 'switch',
    only: 'command line',
    description: 'no colours in the report (default: colours on a terminal, unless NO_COLOR is set)',
  },
} as const satisfies InputTable;

export type InputName = keyof typeof INPUTS;

/** All inputs, read and checked. `null`: not given, and without a default. */
export type Options = ValuesOf<typeof INPUTS>;

/** What a run can be asked to do. */
export const COMMANDS = {
  check: 'judges a migration history: replays it, compares what is declared, recorded and built, and reports',
  fix: 'mends the journal and guards new migrations, with edits that a replay and a second run have proven',
  snapshot:
    'writes the latest snapshot where it is missing or stale, once the migrations build what the schema declares',
  plan: 'tells what a release would do to the deployed database: statements, locks, rewrites, and what speaks against it',
  apply: 'runs what is pending, once and as proven, or not at all: lock, limits, proof before COMMIT and after it',
  status: 'tells where deployed databases stand: each migration applied, pending, skipped, edited; reads alone',
  readiness: 'tells what is in the way of Drizzle 1.0: what drizzle-kit up would stop at, and what 1.0 would newly run',
  baseline: 'writes the rows of a tracker that lacks them, once the database is proven to be at --to TAG',
  repair: 'rebuilds a damaged tracker from its rows and from what the schema has, and keeps the old one',
  list: 'names the projects below the working directory; --format matrix makes a job of each of them',
  doctor: 'checks what the other commands rest on: config, packages, base branch, server, database, rights, pooler',
  explain: 'prints the page of a finding, by its code; of a family, or without a code, the list',
} as const;

export type Command = keyof typeof COMMANDS;

/** What may stand behind a command; nothing behind all others. */
export const OPERANDS: { readonly [Name in Command]?: string } = { explain: 'CODE' };

/** What the Action can be asked to do: commands that change no file, and what makes sense in a workflow alone. */
export const MODES = {
  check: COMMANDS.check,
  plan: COMMANDS.plan,
  apply: COMMANDS.apply,
  list: COMMANDS.list,
  status: COMMANDS.status,
  comment: 'posts the report of another run on its pull request (event workflow_run)',
} as const;

export type Mode = keyof typeof MODES;

/** Environment variables that are read; connection strings never stand in arguments. */
export const VARIABLES = {
  GATEKEEPER_POSTGRES_URL: 'a Postgres server that already runs, for ephemeral databases (a services: container)',
  DATABASE_URL: 'the deployed database, whose tracker and schema are read and never written by "check"',
} as const;
