/** The child program as a process: own group, clean environment, bounded output, a line for a line. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { assetPath } from '../../assets.js';
import { childEnvironment } from './child-environment.js';
import type { Request } from './protocol.js';

/** Characters of output that are kept: enough for an error with its stack. */
const OUTPUT_LIMIT = 4000;

/** The child program, alive. */
export interface Child {
  /** The line that it answers; null: it ended without one. */
  readonly ask: (request: Request) => Promise<string | null>;
  /** The last of what it printed so far. */
  readonly output: () => string;
  /** Settles when it has ended, and what it printed has been read. */
  readonly ended: Promise<{ readonly how: string; readonly output: string }>;
  readonly isAlive: () => boolean;
  /** Ends it at once, with what it has started. */
  readonly kill: () => void;
  /** Whether it keeps this process from ending. */
  readonly hold: (isHeld: boolean) => void;
}

/** Starts it in `root` (absolute), with the environment of that drizzle-kit. */
export function startChild(kit: string | null, root: string): Child {
  const child = spawn(process.execPath, ['--no-warnings', assetPath('project/schema/child.js')], {
    cwd: root,
    env: childEnvironment(process.env, kit),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that what it starts (esbuild, for one) can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const [, out, err, requests, replies] = child.stdio as unknown as [null, Socket, Socket, Socket, Socket];
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-OUTPUT_LIMIT);
  };
  out.setEncoding('utf8').on('data', keep);
  err.setEncoding('utf8').on('data', keep);
  requests.on('error', () => {}); // EPIPE where the child died first: its end says more.
  const lines = readLines(replies);
  const ended = ending(child).then(([code, signal]) => {
    lines.end();
    return { how: signal ?? `exit code ${code ?? 'unknown'}`, output: output.trim() };
  });
  ended.catch(() => lines.end()); // It could not be started: told to whoever asks.
  return {
    ask: async (question) => {
      requests.write(`${JSON.stringify(question)}\n`);
      const line = await lines.next();
      if (line === null) await ended;
      return line;
    },
    output: () => output.trim(),
    ended,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: () => endGroup(child),
    hold: (isHeld) => {
      for (const held of [child, out, err, requests, replies]) {
        if (isHeld) held.ref();
        else held.unref();
      }
    },
  };
}

/** The lines of a stream, one for each call; null once it has ended. A line without its end is none. */
function readLines(stream: Readable): { next: () => Promise<string | null>; end: () => void } {
  let [text, hasEnded] = ['', false];
  let look: (() => void) | null = null;
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (chunk.includes('\n')) look?.();
  });
  const next = (): Promise<string | null> =>
    new Promise((resolve) => {
      look = () => {
        const end = text.indexOf('\n');
        if (end === -1 && !hasEnded) return;
        resolve(end === -1 ? null : text.slice(0, end));
        text = text.slice(end + 1);
        look = null;
      };
      look();
    });
  const end = (): void => {
    hasEnded = true;
    look?.();
  };
  return { next, end };
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
export function onEnd(kill: () => void): () => void {
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
