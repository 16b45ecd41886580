/** Starts a Node program with nothing but the environment it is given, and waits for its end. */
import { spawn } from 'node:child_process';

export interface Ended {
  /** null: killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function startNode(
  entry: string,
  argv: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    readonly timeoutMs?: number;
    readonly node?: string;
  },
): Promise<Ended> {
  const child = spawn(options.node ?? process.execPath, [entry, ...argv], {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.timeoutMs ?? 60_000,
    killSignal: 'SIGKILL',
  });
  const stdout = readAll(child.stdout);
  const stderr = readAll(child.stderr);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { exitCode, stdout: await stdout, stderr: await stderr };
}

/** The whole of a stream as text. */
export async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
