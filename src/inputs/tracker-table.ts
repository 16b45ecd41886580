/** Inputs of the commands that write the tracker and nothing else. */
import type { InputTable } from './input.js';

export const TRACKER_INPUTS = {
  yes: {
    group: 'release',
    kind: 'switch',
    only: 'command line',
    commands: ['baseline', 'repair'],
    isAsked: true,
    description: 'with "baseline" and "repair": write the tracker, which is only shown otherwise',
  },
  to: {
    group: 'release',
    kind: 'text',
    placeholder: 'TAG',
    only: 'command line',
    commands: ['baseline'],
    description: 'with "baseline": the last migration that the database has',
  },
  'assume-applied': {
    group: 'release',
    kind: 'list',
    placeholder: 'TAG',
    only: 'command line',
    commands: ['repair'],
    description: 'with "repair": migration that is applied, whatever rows and catalog say',
  },
  'assume-pending': {
    group: 'release',
    kind: 'list',
    placeholder: 'TAG',
    only: 'command line',
    commands: ['repair'],
    description: 'with "repair": migration that is not applied, whatever rows and catalog say',
  },
  orphans: {
    group: 'release',
    kind: 'choice',
    values: ['keep', 'drop'],
    only: 'command line',
    commands: ['baseline', 'repair'],
    description: 'what becomes of rows that belong to no migration (default: a question)',
  },
  prepare: {
    group: 'release',
    kind: 'choice',
    values: ['1.0'],
    only: 'command line',
    commands: ['repair'],
    description: 'with "repair": leave nothing that the upgrade of drizzle-orm to this line stops at or misreads',
  },
} as const satisfies InputTable;
