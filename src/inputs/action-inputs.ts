/** Inputs of the Action, as GitHub hands them over: environment variables `INPUT_<NAME>`. */
import { CannotJudge } from '../model/cannot-judge.js';
import type { Input } from './input.js';
import { nearest } from './nearest.js';
import { readValues } from './read-values.js';
import { INPUTS, MODES, type InputName, type Mode, type Options } from './table.js';

/** The Action's own input. */
export const MODE = {
  name: 'mode',
  default: 'check',
  description: `what to do: ${Object.keys(MODES).join(', ')}`,
} as const;

/** Throws CannotJudge on a value or an input that the Action does not know. */
export function readActionInputs(environment: NodeJS.ProcessEnv = process.env): {
  readonly mode: Mode;
  readonly options: Options;
} {
  refuseUnknownInputs(environment);
  const given = new Map<InputName, readonly string[]>();
  for (const name of actionInputNames()) {
    const texts = readTexts(environment, name, INPUTS[name]);
    if (texts.length > 0) given.set(name, texts);
  }
  return { mode: readMode(environment), options: readValues(given, (name) => `input "${name}"`) };
}

/** Names of the table's inputs that the Action has. */
export function actionInputNames(): InputName[] {
  return (Object.keys(INPUTS) as InputName[]).filter((name) => (INPUTS[name] as Input).only !== 'command line');
}

/** An input that is not given arrives as an empty text; a list has one value a line. */
function readTexts(environment: NodeJS.ProcessEnv, name: string, input: Input): string[] {
  const text = environment[variableOf(name)] ?? '';
  const texts = input.kind === 'list' ? text.split('\n') : [text];
  return texts.map((value) => value.trim()).filter((value) => value !== '');
}

function readMode(environment: NodeJS.ProcessEnv): Mode {
  const mode = environment[variableOf(MODE.name)]?.trim() || MODE.default;
  const modes = Object.keys(MODES) as Mode[];
  const found = modes.find((each) => each === mode);
  if (found !== undefined) return found;
  throw new CannotJudge(`"${mode}" is no value of input "mode"`, { hint: `Use one of ${modes.join(', ')}.` });
}

/** GitHub only warns of an input that action.yml does not declare, and hands it over; a gate must not run without it. */
function refuseUnknownInputs(environment: NodeJS.ProcessEnv): void {
  const names = [MODE.name, ...actionInputNames()];
  const known = new Set(names.map(variableOf));
  const unknown = Object.keys(environment).find((variable) => variable.startsWith('INPUT_') && !known.has(variable));
  if (unknown === undefined) return;
  const name = unknown.slice('INPUT_'.length).toLowerCase();
  const meant = nearest(name.replaceAll('_', '-'), names);
  throw new CannotJudge(`unknown input "${name}"`, {
    hint: meant === null ? `Use one of ${names.join(', ')}.` : `Use "${meant}".`,
  });
}

/** The runner upper-cases a name and replaces its spaces; dashes stay. */
function variableOf(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
