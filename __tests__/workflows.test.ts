/** Workflows of this repository and those to copy, read by GitHub's own parser. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { OUTPUTS } from '../src/github/outputs.js';
import { actionInputNames, MODE } from '../src/inputs/action-inputs.js';

const GUIDES = 'docs/guides/workflows';
const ACTION = /^(?:drizzle-gatekeeper\/drizzle-gatekeeper@v1|\.\/)$/;

const files = ['.github/workflows', GUIDES].flatMap((folder) => {
  return readdirSync(folder).map((name): [string, string] => {
    const path = `${folder}/${name}`;
    return [path, readFileSync(path, 'utf8')];
  });
});
const readme = readFileSync('README.md', 'utf8').matchAll(/```yaml\n(.*?)```/gs);
const workflows = [
  ...files,
  ...Array.from(readme, ([, text = ''], index): [string, string] => [`README ${index}`, text]),
];

interface Step {
  readonly uses: string;
  readonly id: string | null;
  readonly inputs: readonly string[];
}

interface Reading {
  readonly errors: readonly string[];
  /** Steps that use an action. */
  readonly steps: readonly Step[];
}

async function read(name: string, content: string): Promise<Reading> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  // Looks at what the schema cannot say: which job needs which.
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  const errors = context.errors.getErrors().map(({ message }) => message);
  return { errors, steps: stepsIn(JSON.parse(JSON.stringify(value ?? null)) as Token | null) };
}

/** The parser's tree as JSON: a text, a list, or a mapping as a list of pairs. */
type Token =
  | string
  | {
      readonly map?: readonly { readonly Key: string; readonly Value: Token }[];
      readonly seq?: readonly Token[];
      readonly lit?: string;
    };

function stepsIn(token: Token | null): Step[] {
  if (token === null || typeof token === 'string') return [];
  const fields = new Map((token.map ?? []).map(({ Key, Value }) => [Key, Value]));
  const inner = [...fields.values(), ...(token.seq ?? [])].flatMap(stepsIn);
  const uses = textOf(fields.get('uses'));
  if (uses === null) return inner;
  const inputs = fields.get('with');
  const names = typeof inputs === 'object' ? (inputs.map ?? []).map(({ Key }) => Key) : [];
  return [{ uses, id: textOf(fields.get('id')), inputs: names }, ...inner];
}

function textOf(token: Token | undefined): string | null {
  return typeof token === 'string' ? token : (token?.lit ?? null);
}

test('there are some', () => {
  expect(files.length).toBeGreaterThanOrEqual(9);
  expect(workflows.length).toBeGreaterThan(files.length);
});

describe.each(workflows)('%s', (name, content) => {
  test("is accepted by GitHub's parser", async () => {
    expect((await read(name, content)).errors).toEqual([]);
  });

  test('gives the Action inputs that it has, and reads outputs that it has', async () => {
    const { steps } = await read(name, content);
    const ours = steps.filter(({ uses }) => ACTION.test(uses));
    const known = new Set<string>([MODE.name, ...actionInputNames()]);
    expect(ours.flatMap(({ inputs }) => inputs).filter((input) => !known.has(input))).toEqual([]);
    const ids = new Set(ours.flatMap(({ id }) => id ?? []));
    const outputs = Array.from(content.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g))
      .filter(([, id = '']) => ids.has(id))
      .map(([, , output = '']) => output);
    expect(outputs.filter((output) => !(output in OUTPUTS))).toEqual([]);
  });

  test('names the permissions of its token, and puts no expression into a script', () => {
    expect(content).toMatch(/^permissions:/m);
    const scripts = Array.from(content.matchAll(/^\s*-? ?run: (?:\|\n((?:\s{10,}.*\n)+)|(.*))/gm), ([text]) => text);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});

test('the parser refuses what GitHub would refuse', async () => {
  const broken = 'on: pull_request\njobs:\n  gate:\n    runs-on: ubuntu-latest\n    needs: gate\n    steps: []\n';
  expect((await read('broken.yml', broken)).errors.join()).toContain('at least one job with no dependencies');
  expect((await read('odd.yml', 'on: pull_request\njob: {}\n')).errors).not.toEqual([]);
});

test('the inputs of a step are read', async () => {
  const steps = 'steps:\n      - uses: ./\n        with:\n          confg: a.ts\n          mode: list\n';
  const text = `on: push\njobs:\n  gate:\n    runs-on: ubuntu-latest\n    ${steps}`;
  expect((await read('inputs.yml', text)).steps).toEqual([{ uses: './', id: null, inputs: ['confg', 'mode'] }]);
});

test('the guide tells of each workflow', () => {
  const guide = readFileSync('docs/guides/workflows.md', 'utf8');
  expect(readdirSync(GUIDES).filter((name) => !guide.includes(`(workflows/${name})`))).toEqual([]);
});
