/** Pictures that GitHub draws from Mermaid's language. Names are reduced to letters: Mermaid knows no escapes. */
import type { Fork } from '../../model/base.js';
import type { ColumnChange, ProjectVerdict, TableChange } from '../../model/verdict.js';
import { sayNumber } from '../count.js';
import { fence } from './escape.js';
import { fold } from './fold.js';

/** More than that is no picture any more. */
const MOST_TABLES = 12;
const MOST_COLUMNS = 20;
const MOST_COMMITS = 8;
const MOST_CHARACTERS = 60;

/** The tables that the new migrations change, with what comes and what goes. */
export function renderEntities({ changes }: ProjectVerdict): string[] {
  if (changes === null || changes.length === 0) return [];
  const shown = changes.slice(0, MOST_TABLES);
  const lines = [
    'erDiagram',
    ...shown.flatMap(drawTable),
    ...shown.flatMap(({ table, references }) => {
      return references.map((other) => `  ${entity(other)} ||--o{ ${entity(table)} : ""`);
    }),
  ];
  const more = changes.length > shown.length ? `; ${shown.length} of them shown` : '';
  return [fold(`🗺️ ${sayNumber(changes.length, 'table')} would change${more}`, [fence(lines.join('\n'), 'mermaid')])];
}

function drawTable({ table, change, columns }: TableChange): string[] {
  const shown = columns.filter((column) => change !== 'changed' || column.change !== null || column.key === 'primary');
  const rows = shown.slice(0, MOST_COLUMNS).map((column) => `    ${drawColumn(column, change)}`);
  const more = shown.length > MOST_COLUMNS ? [`    and_${shown.length - MOST_COLUMNS} more_columns`] : [];
  const title = change === 'changed' ? entity(table) : `${entity(table)}["${label(table)} (${change})"]`;
  // Mermaid draws no braces around nothing.
  return rows.length === 0 ? [`  ${title}`] : [`  ${title} {`, ...rows, ...more, '  }'];
}

const KEYS = { primary: ' PK', foreign: ' FK' } as const;

/** In a table that is new or gone, all columns are. */
function drawColumn({ name, type, key, change }: ColumnChange, ofTable: TableChange['change']): string {
  const note = change === null || ofTable !== 'changed' ? '' : ` "${change}"`;
  return `${word(shortType(type))} ${word(name)}${key === null ? '' : KEYS[key]}${note}`;
}

const SHORT_TYPES: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  'time with time zone': 'timetz',
  'time without time zone': 'time',
  'double precision': 'float8',
};

function shortType(type: string): string {
  return SHORT_TYPES[type] ?? type.replace(/^character varying/, 'varchar');
}

/** Where base branch and change grew apart, as a graph of migrations. */
export function renderFork({ fork, base }: ProjectVerdict): string[] {
  if (fork === null) return [];
  const trunk = branch(base ?? 'base');
  const lines = [
    `%%{init: {"gitGraph": {"mainBranchName": "${trunk}"}} }%%`,
    'gitGraph',
    commit(fork.common ?? 'no migration'),
    '  branch "this change"',
    ...commits(fork.head),
    `  checkout "${trunk}"`,
    ...commits(fork.base),
  ];
  return [fold(`🔀 ${sayFork(fork)}`, [fence(lines.join('\n'), 'mermaid')])];
}

function sayFork({ base, head }: Fork): string {
  return `The base branch has ${sayNumber(base.length, 'migration')} that this change lacks, which adds ${head.length} itself`;
}

function commits(tags: readonly string[]): string[] {
  const more = tags.length > MOST_COMMITS ? [commit(`and ${tags.length - MOST_COMMITS} more`)] : [];
  return [...tags.slice(0, MOST_COMMITS).map(commit), ...more];
}

function commit(tag: string): string {
  return `  commit id: "${label(tag)}"`;
}

/** Names a branch, which must not look like a keyword. */
function branch(ref: string): string {
  return label(ref).replaceAll(' ', '_');
}

function entity(table: string): string {
  return `"${label(table)}"`;
}

/** Inside quotes. */
function label(text: string): string {
  return shorten(text.replace(/[^\p{L}\p{N}_. /()-]/gu, '_')).trim() || '_';
}

/** Outside quotes: begins with a letter, and is none of the words PK, FK, UK. */
function word(text: string): string {
  const safe = shorten(text.replaceAll(/,\s*/g, '-').replace(/[^A-Za-z0-9_()[\]-]/g, '_'));
  return /^[A-Za-z]/.test(safe) && !/^[pfu]k$/i.test(safe) ? safe : `_${safe}`;
}

function shorten(text: string): string {
  // Never half a character.
  return text.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}
