/** Starts an Action's program as GitHub's runner does, and reads what it left. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readActionMetadata } from './action-metadata.js';
import { startNode, type Ended } from './start.js';
import { readCommands, readFileCommands, type Command } from './workflow-commands.js';

export interface ActionStart {
  /** Folder that the repository is checked out in; the step's working directory. */
  readonly workspace: string;
  /** `with:` of the step; declared inputs that are not here get their defaults. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** `env:` of the step. */
  readonly env?: NodeJS.ProcessEnv;
  readonly event?: { readonly name: string; readonly payload: unknown };
  /** Arguments, for programs of the tests; an Action gets none. */
  readonly argv?: readonly string[];
  /** Program; absent: the one that runs the tests. */
  readonly node?: string;
}

export interface ActionRun extends Ended {
  readonly commands: readonly Command[];
  readonly outputs: ReadonlyMap<string, string>;
  /** Text of the job summary; null: the step removed the file. */
  readonly summary: string | null;
  /** Texts of the files that outputs name, by output, read before they are removed. */
  readonly files: ReadonlyMap<string, string>;
}

/** Files that the runner makes, empty, before a step. */
const COMMAND_FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'] as const;

export async function runAction(entry: string, start: ActionStart): Promise<ActionRun> {
  const folder = await mkdtemp(join(tmpdir(), 'runner-'));
  try {
    const env = await makeEnvironment(folder, start);
    const ended = await startNode(resolve(entry), start.argv ?? [], {
      cwd: start.workspace,
      env,
      ...(start.node === undefined ? {} : { node: start.node }),
    });
    const outputs = await readFile(join(folder, 'GITHUB_OUTPUT'), 'utf8').catch(() => '');
    const mapped = readFileCommands(outputs);
    const paths = ['report', 'sarif'].flatMap((name): [string, string][] => {
      const path = mapped.get(name);
      return path === undefined || path === '' ? [] : [[name, path]];
    });
    const files = paths.map(async ([name, path]): Promise<[string, string]> => [name, await readFile(path, 'utf8')]);
    return {
      ...ended,
      commands: readCommands(ended.stdout),
      outputs: mapped,
      summary: await readFile(join(folder, 'GITHUB_STEP_SUMMARY'), 'utf8').catch(() => null),
      files: new Map(await Promise.all(files)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Variables of https://docs.github.com/actions/reference/variables-reference that the runner sets. Nothing is inherited. */
async function makeEnvironment(folder: string, start: ActionStart): Promise<NodeJS.ProcessEnv> {
  const temp = join(folder, 'temp');
  const eventPath = join(folder, 'event.json');
  await mkdir(temp);
  for (const name of COMMAND_FILES) await writeFile(join(folder, name), '');
  const event = start.event ?? { name: 'push', payload: {} };
  await writeFile(eventPath, JSON.stringify(event.payload));
  const { inputs } = await readActionMetadata();
  const given = Object.entries({ ...inputs, ...start.inputs });
  return {
    PATH: process.env['PATH'],
    PGBIN: process.env['PGBIN'],
    HOME: folder,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_JOB: 'gate',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_REPOSITORY_OWNER: 'acme',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_WORKFLOW: 'migrations',
    GITHUB_WORKSPACE: start.workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: join(folder, 'tools'),
    ...Object.fromEntries(COMMAND_FILES.map((name) => [name, join(folder, name)])),
    ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value])),
    ...start.env,
  };
}
