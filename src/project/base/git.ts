/** The git of this machine, asked about the repository that it stands in. Nothing is checked out. */
import { execFile } from 'node:child_process';

/** Exit code, or the system error that kept git from starting, and what it said. */
export interface Refusal {
  readonly code: number | string;
  readonly message: string;
}

export type Answer = { readonly output: Buffer } | Refusal;

const ENVIRONMENT = {
  // A folder name is a name, never a pattern.
  GIT_LITERAL_PATHSPECS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** Snapshots of a long history reach tens of megabytes. */
const MAX_OUTPUT_BYTES = 2 ** 30;

/** A fetch may wait for a network that does not answer; what then asks GitHub itself needs time as well. */
const TIMEOUT_MS = 30_000;

/** Runs one git command in a folder; `input` goes to its standard input. Never throws. */
export function runGit(folder: string, args: readonly string[], input = ''): Promise<Answer> {
  return new Promise((resolve) => {
    const options = {
      cwd: folder,
      env: { ...process.env, ...ENVIRONMENT },
      maxBuffer: MAX_OUTPUT_BYTES,
      timeout: TIMEOUT_MS,
      encoding: 'buffer',
    };
    const child = execFile('git', args, options as { encoding: 'buffer' }, (error, output, errors) => {
      if (error === null) resolve({ output });
      else resolve({ code: error.code ?? 'signal', message: errors.toString('utf8').trim() || error.message });
    });
    // Git may end before it has read everything; its own exit tells why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** The first line that git printed; null where it refused. */
export async function askGit(folder: string, ...args: readonly string[]): Promise<string | null> {
  const answer = await runGit(folder, args);
  return 'output' in answer ? (answer.output.toString('utf8').split('\n')[0] ?? '') : null;
}
