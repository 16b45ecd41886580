/** Turns the texts that were given for inputs into checked options. */
import { CannotJudge } from '../model/cannot-judge.js';
import type { Input } from './input.js';
import { INPUTS, type InputName, type Options } from './table.js';

/** The texts given for each input, in order; a switch is given as `true` or `false`. */
export type GivenTexts = ReadonlyMap<InputName, readonly string[]>;

/** How a face of the tool spells an input: `--fail-on`, or `input "fail-on"`. */
export type Spelling = (name: InputName) => string;

/** Throws CannotJudge on a value that an input does not take. */
export function readValues(given: GivenTexts, spell: Spelling): Options {
  const entries = (Object.keys(INPUTS) as InputName[]).map((name) => {
    return [camelCase(name), readValue(INPUTS[name], given.get(name) ?? [], spell(name))];
  });
  return Object.fromEntries(entries) as Options;
}

function readValue(input: Input, texts: readonly string[], label: string): unknown {
  if (input.kind === 'list') return texts;
  const text = texts[0];
  if (text === undefined) return ('default' in input ? input.default : undefined) ?? null;
  if (texts.length > 1) {
    throw new CannotJudge(`${label} is given ${texts.length} times`, { hint: `Give ${label} once.` });
  }
  if (input.kind === 'switch') return readChoice(text, label, ['true', 'false']) === 'true';
  if (input.kind === 'number') return readNumber(text, label, input.placeholder ?? 'N');
  return input.kind === 'choice' ? readChoice(text, label, input.values) : text;
}

function readNumber(text: string, label: string, placeholder: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new CannotJudge(`"${text}" is no value of ${label}`, {
    hint: `Give ${placeholder} as a whole number above zero.`,
  });
}

function readChoice(text: string, label: string, values: readonly string[]): string {
  if (values.includes(text)) return text;
  throw new CannotJudge(`"${text}" is no value of ${label}`, { hint: `Use one of ${values.join(', ')}.` });
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
