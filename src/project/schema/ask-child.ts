/** Runs the child program once: own process group, clean environment, time limit, bounded output. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { assetPath } from '../../assets.js';
import { childEnvironment } from './child-environment.js';
import type { Failure, Reply, Request } from './protocol.js';

export interface AskOptions {
  /** Absolute: where drizzle-kit would be started. */
  readonly root: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What became of a request. `output`: the last of what the child printed. */
export type Answer<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly failure: Failure; readonly output: string }
  /** The child ended without a reply: killed, out of memory, or a promise that never settles. */
  | { readonly status: 'ended'; readonly how: string; readonly output: string }
  | { readonly status: 'late'; readonly output: string };

/** Characters of output that are kept: enough for an error with its stack. */
const OUTPUT_LIMIT = 4000;

/** Asks the child program. Never throws for what the project's code does, and never outlasts `timeoutMs`. */
export async function askChild<T>(request: Request, { root, timeoutMs, signal }: AskOptions): Promise<Answer<T>> {
  signal?.throwIfAborted();
  const child = spawn(process.execPath, ['--no-warnings', assetPath('project/schema/child.js')], {
    cwd: root,
    env: childEnvironment(process.env, kitOf(request)),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that what it starts (esbuild, for one) can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const kill = () => {
    endGroup(child);
  };
  const release = onEnd(kill);
  signal?.addEventListener('abort', kill);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    kill();
  }, timeoutMs);
  try {
    const { reply, output, how } = await converse(child, request);
    signal?.throwIfAborted();
    if (reply !== '') return toAnswer(JSON.parse(reply) as Reply<T>, output);
    return late ? { status: 'late', output } : { status: 'ended', how, output };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
    release();
    kill();
  }
}

function kitOf({ kit }: Request): string | null {
  if (kit === null || typeof kit === 'string') return kit;
  return kit.source === 'project' ? kit.folder : null;
}

function toAnswer<T>(reply: Reply<T>, output: string): Answer<T> {
  return reply.status === 'done' ? reply : { status: 'failed', failure: reply, output };
}

/** Sends the request, reads to the end. A child killed in the middle of its reply counts as one without. */
async function converse(
  child: ChildProcess,
  request: Request,
): Promise<{ reply: string; output: string; how: string }> {
  const [, out, err, requests, replies] = child.stdio as [null, Readable, Readable, Writable, Readable];
  let output = '';
  const keep = (text: string) => {
    output = (output + text).slice(-OUTPUT_LIMIT);
  };
  out.setEncoding('utf8').on('data', keep);
  err.setEncoding('utf8').on('data', keep);
  let reply = '';
  replies.setEncoding('utf8').on('data', (text: string) => {
    reply += text;
  });
  requests.on('error', () => {}); // EPIPE where the child died first: its end says more.
  requests.end(JSON.stringify(request));
  const [code, signal] = await ending(child);
  return { reply: code === 0 ? reply : '', output: output.trim(), how: signal ?? `exit code ${code ?? 'unknown'}` };
}

/** How long the pipes may stay open after the child: a process that left its group could hold them for ever. */
const DRAIN_MS = 1000;

function ending(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...how) => {
      endGroup(child);
      const timer = setTimeout(resolve, DRAIN_MS, how);
      child.once('close', () => {
        clearTimeout(timer);
        resolve(how);
      });
    });
  });
}

/** A group of its own gets no Ctrl-C, so the end of the run is passed on. Dies of the signal if nobody else minds it. */
function onEnd(kill: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const passOn = (signal: NodeJS.Signals) => {
    release();
    kill();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const release = () => {
    process.off('exit', kill);
    for (const signal of signals) process.off(signal, passOn);
  };
  process.on('exit', kill);
  for (const signal of signals) process.on(signal, passOn);
  return release;
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // ESRCH: the whole group is gone.
  }
}
