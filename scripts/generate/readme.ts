/** The README's tables of inputs and outputs. */
import { readFile } from 'node:fs/promises';
import { OUTPUTS } from '../../src/github/outputs.js';
import { MODE } from '../../src/inputs/action-inputs.js';
import { describeInput } from '../../src/inputs/help.js';
import type { Input } from '../../src/inputs/input.js';
import { INPUTS } from '../../src/inputs/table.js';
import { replaceBetween, type GeneratedFile } from './file.js';

/** README.md, with what stands between its markers written anew. */
export async function generateReadme(): Promise<GeneratedFile> {
  const inputs = Object.entries(INPUTS).map(([name, input]) => inputRow(name, input));
  const mode = [code(MODE.name), '', code(MODE.default), `${MODE.description} (Action only)`];
  const outputs = Object.entries(OUTPUTS).map(([name, meaning]) => [code(name), meaning]);
  const text = await readFile('README.md', 'utf8');
  const withInputs = replaceBetween(
    text,
    'inputs',
    table(['input', 'values', 'default', 'meaning'], [mode, ...inputs]),
  );
  return { path: 'README.md', content: replaceBetween(withInputs, 'outputs', table(['output', 'meaning'], outputs)) };
}

function inputRow(name: string, input: Input): string[] {
  const { values, text, fallback } = describeInput(input);
  const label = input.kind === 'switch' && input.isAsked !== true ? `no-${name}` : name;
  const meaning = input.only === undefined ? text : `${text} (${input.only} only)`;
  return [code(label), values?.map(code).join(', ') ?? '', fallback === null ? '' : code(fallback), meaning];
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
