/** The help text, made from the table of inputs. */
import { wrap } from '../model/wrap.js';
import { GROUPS, type Group, type Input } from './input.js';
import { COMMANDS, INPUTS, OPERANDS, VARIABLES, type Command, type InputName } from './table.js';

/** Plain text, up to 120 columns wide, ends with a line break. */
export function renderHelp(): string {
  return [
    'Usage: drizzle-gatekeeper <command> [flags]',
    '',
    'Stops a Drizzle migration history that a Postgres database would not agree with.',
    ...section('Commands', commands()),
    ...GROUPS.flatMap((group) => section(HEADINGS[group], flagsOf(group))),
    ...section('Environment', Object.entries(VARIABLES)),
    ...section('Exit codes', Object.entries(EXIT_CODES)),
    '',
  ].join('\n');
}

function commands(): [string, string][] {
  return (Object.keys(COMMANDS) as Command[]).map((name) => {
    const operand = OPERANDS[name];
    return [operand === undefined ? name : `${name} [${operand}]`, COMMANDS[name]];
  });
}

const HEADINGS: Readonly<Record<Group, string>> = {
  project: 'The project',
  judgement: 'The judgement',
  server: 'The server',
  release: 'The deployed database',
  report: 'The report',
};

const EXIT_CODES = {
  0: 'passed: every check that was due ran, and found nothing at or above --fail-on',
  1: 'failed: findings at or above --fail-on',
  2: 'could not judge: an input, the environment or the project stood in the way',
} as const;

function flagsOf(group: Group): [string, string][] {
  return (Object.keys(INPUTS) as InputName[])
    .map((name): [string, Input] => [name, INPUTS[name]])
    .filter(([, input]) => input.group === group && input.only !== 'action')
    .map(([name, input]) => [flagSyntax(name, input), describe(input)]);
}

function flagSyntax(name: string, input: Input): string {
  if (input.kind === 'switch') return input.isAsked === true ? `--${name}` : `--no-${name}`;
  const value = input.kind === 'choice' ? input.values.join('|') : (input.placeholder ?? 'VALUE');
  return `--${name} ${value}`;
}

function describe(input: Input): string {
  const { text, fallback } = describeInput(input);
  return fallback === null ? text : `${text} (default: ${fallback})`;
}

/** An input in words, for whatever lists inputs. */
export function describeInput(input: Input): {
  readonly text: string;
  /** null: it takes any text. */
  readonly values: readonly string[] | null;
  /** null: it has none, or the text names it. */
  readonly fallback: string | null;
} {
  return {
    text: input.kind === 'list' ? `${input.description}; repeatable` : input.description,
    values: valuesOf(input),
    fallback: input.expression ?? ('default' in input && input.default !== undefined ? String(input.default) : null),
  };
}

/** On the command line a switch takes no value. */
function valuesOf(input: Input): readonly string[] | null {
  if (input.kind === 'choice') return input.values;
  return input.kind === 'switch' && input.only !== 'command line' ? ['true', 'false'] : null;
}

const COLUMN = 32;
const WIDTH = 120;

function section(heading: string, rows: readonly (readonly [string, string])[]): string[] {
  return ['', `${heading}:`, ...rows.flatMap(([term, text]) => entry(term, text))];
}

/** A long term gets a line of its own; descriptions stand in one column. */
function entry(term: string, text: string): string[] {
  const lines = wrap(text, WIDTH - COLUMN - 2).map((line) => ' '.repeat(COLUMN + 2) + line);
  if (term.length > COLUMN - 2) return [`  ${term}`, ...lines];
  return [`  ${term.padEnd(COLUMN)}${(lines[0] ?? '').trimStart()}`, ...lines.slice(1)];
}
