/** The command line: `drizzle-gatekeeper <command> [flags]`. */
import { CannotJudge } from '../model/cannot-judge.js';
import { renderHelp } from './help.js';
import type { Input } from './input.js';
import { nearest } from './nearest.js';
import { readValues } from './read-values.js';
import { COMMANDS, INPUTS, OPERANDS, type Command, type InputName, type Options } from './table.js';

/** What the arguments ask for. */
export type Invocation =
  /** `operand` is null where nothing stands behind the command. */
  | { readonly command: Command; readonly operand: string | null; readonly options: Options }
  | { readonly command: 'help'; readonly text: string }
  | { readonly command: 'version' };

/** `argv` without node and script. Throws CannotJudge on anything that is not understood. */
export function parseArguments(argv: readonly string[]): Invocation {
  const { operands, given, asks } = splitArguments(argv);
  if (asks.has('help')) return { command: 'help', text: renderHelp() };
  if (asks.has('version')) return { command: 'version' };
  const [word, ...rest] = operands;
  const command = readCommand(word);
  const operand = readOperand(command, rest);
  refuseFlagsOfOthers(command, given.keys());
  return { command, operand, options: readValues(given, (name) => `--${name}`) };
}

interface SplitArguments {
  readonly operands: readonly string[];
  readonly given: ReadonlyMap<InputName, readonly string[]>;
  readonly asks: ReadonlySet<'help' | 'version'>;
}

function splitArguments(argv: readonly string[]): SplitArguments {
  const operands: string[] = [];
  const given = new Map<InputName, string[]>();
  const asks = new Set<'help' | 'version'>();
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    refuseConnectionString(argument);
    if (argument === '--help' || argument === '-h') asks.add('help');
    else if (argument === '--version') asks.add('version');
    else if (argument.startsWith('-')) {
      const [name, value] = readFlag(argument, rest);
      given.set(name, [...(given.get(name) ?? []), value]);
    } else operands.push(argument);
  }
  return { operands, given, asks };
}

/** Takes the flag's value from `--flag=value`, or from the arguments that follow. */
function readFlag(argument: string, rest: string[]): [InputName, string] {
  const [flag = '', ...inline] = argument.split('=');
  const name = flagName(flag);
  const input: Input = INPUTS[name];
  if (input.kind === 'switch') {
    if (inline.length > 0) throw new CannotJudge(`${flag} takes no value`, { hint: `Use --${name} or --no-${name}.` });
    return [name, String(!flag.startsWith('--no-'))];
  }
  const value = inline.length > 0 ? inline.join('=') : rest[0]?.startsWith('-') ? undefined : rest.shift();
  if (!value) {
    const example = input.placeholder ?? (input.kind === 'choice' ? input.values.join('|') : 'VALUE');
    throw new CannotJudge(`${flag} has no value`, { hint: `Give it as in ${flag} ${example}.` });
  }
  refuseConnectionString(value);
  return [name, value];
}

function flagName(flag: string): InputName {
  const names = (Object.keys(INPUTS) as InputName[]).filter((name) => (INPUTS[name] as Input).only !== 'action');
  const spellings = new Map(names.map((name) => [`--${name}`, name]));
  for (const name of names) if (INPUTS[name].kind === 'switch') spellings.set(`--no-${name}`, name);
  const found = spellings.get(flag);
  if (found !== undefined) return found;
  const meant = nearest(
    flag.replace(/^-+/, ''),
    [...spellings.keys()].map((spelling) => spelling.slice(2)),
  );
  throw new CannotJudge(`unknown flag ${flag}`, {
    hint: meant === null ? 'See "drizzle-gatekeeper --help".' : `Use --${meant}, or see "drizzle-gatekeeper --help".`,
  });
}

function refuseFlagsOfOthers(command: Command, names: Iterable<InputName>): void {
  for (const name of names) {
    const { commands: owners = [command] } = INPUTS[name] as Input;
    if (owners.includes(command)) continue;
    throw new CannotJudge(`--${name} is no flag of "${command}"`, {
      hint: `Use it as in drizzle-gatekeeper ${owners[0]} --${name}.`,
    });
  }
}

function readCommand(word: string | undefined): Command {
  const commands = Object.keys(COMMANDS) as Command[];
  const found = commands.find((command) => command === word);
  if (found !== undefined) return found;
  const meant = word === undefined ? 'check' : (nearest(word, commands) ?? 'check');
  throw new CannotJudge(word === undefined ? 'no command is given' : `unknown command "${word}"`, {
    hint: `Run "drizzle-gatekeeper ${meant}", or see "drizzle-gatekeeper --help".`,
  });
}

/** null: none is given. */
function readOperand(command: Command, words: readonly string[]): string | null {
  const operand = OPERANDS[command];
  const extra = words[operand === undefined ? 0 : 1];
  if (extra === undefined) return words[0] ?? null;
  throw new CannotJudge(`unexpected argument "${extra}"`, {
    hint:
      operand === undefined
        ? 'Name the project by --config FILE or --migrations FOLDER.'
        : `Give one ${operand}, as in drizzle-gatekeeper ${command} ${operand}.`,
  });
}

/** Arguments are readable by every process of the machine, and end up in logs and shell histories. */
function refuseConnectionString(argument: string): void {
  if (!/(^|=)postgres(ql)?:\/\//i.test(argument)) return;
  throw new CannotJudge('a connection string stands in the arguments', {
    hint: 'Set the environment variable GATEKEEPER_POSTGRES_URL (ephemeral server) or DATABASE_URL (deployed database).',
  });
}
