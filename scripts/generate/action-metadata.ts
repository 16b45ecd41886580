/** Inputs and outputs in action.yml. */
import { readFile } from 'node:fs/promises';
import { OUTPUTS } from '../../src/github/outputs.js';
import { actionInputNames, MODE } from '../../src/inputs/action-inputs.js';
import { describeInput } from '../../src/inputs/help.js';
import { INPUTS } from '../../src/inputs/table.js';
import type { GeneratedFile } from './file.js';

/** action.yml, with what stands between its markers written anew. */
export async function generateActionMetadata(): Promise<GeneratedFile> {
  const inputs = actionInputNames().map((name) => {
    const { values, text, fallback } = describeInput(INPUTS[name]);
    return field(name, values === null ? text : `${text}: ${values.join(', ')}`, fallback);
  });
  const outputs = Object.entries(OUTPUTS).map(([name, description]) => field(name, description, null));
  const text = await readFile('action.yml', 'utf8');
  const withInputs = fill(text, 'inputs', [field(MODE.name, MODE.description, MODE.default), ...inputs]);
  return { path: 'action.yml', content: fill(withInputs, 'outputs', outputs) };
}

function field(name: string, description: string, fallback: string | null): string {
  const lines = [`  ${name}:`, `    description: ${quote(description)}`];
  return [...lines, ...(fallback === null ? [] : [`    default: ${quote(fallback)}`])].join('\n');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function fill(text: string, name: string, fields: readonly string[]): string {
  const [head, rest] = text.split(`  # generated:${name}\n`);
  const tail = rest?.split(`  # /generated:${name}\n`)[1];
  if (head === undefined || tail === undefined) throw new Error(`the markers "generated:${name}" are missing`);
  return `${head}  # generated:${name}\n${fields.join('\n')}\n  # /generated:${name}\n${tail}`;
}
