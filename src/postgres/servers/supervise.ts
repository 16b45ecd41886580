/** Programs of PostgreSQL, each under a shell that ends it with the run, whatever ended the run: SIGKILL as well. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Account } from './account.js';
import { removeAtEnd } from './cleanup.js';
import { LogTail } from './log-tail.js';

/** The run's folder, and the account that it belongs to; null: the current one. */
export interface Home {
  readonly directory: string;
  readonly account: Account | null;
}

export interface Supervised {
  readonly log: LogTail;
  /** Exit status, or what else ended it. Never rejects. */
  readonly ended: Promise<number | string | null>;
  readonly isRunning: () => boolean;
  /** Ends it at once, without waiting. */
  readonly quit: () => void;
  readonly stop: () => Promise<void>;
}

/**
 * Runs the program (`$@`) and waits for it. When the other end of standard input is closed, the run is over: the program
 * is told to quit at once (PostgreSQL's immediate shutdown), until it does: a program that has only just been started ignores
 * SIGQUIT as yet. The folder (`$0`) goes then, and always with `remove`.
 */
const SUPERVISOR = `
  exec 3<&0
  "$@" 3<&- </dev/null & program=$!
  { read -r line <&3; : >"$0/over"; while kill -QUIT $program; do sleep 0.1 || sleep 1; done; } >/dev/null 2>&1 & watch=$!
  wait $program; status=$?
  kill $watch 2>/dev/null
  { [ "$FOLDER" = keep ] && [ ! -e "$0/over" ]; } || rm -rf "$0"
  exit $status`;

/** Starts a program; `folder` says what becomes of the run's folder when it ends by itself. */
export function supervise(command: readonly string[], home: Home, folder: 'keep' | 'remove'): Supervised {
  const shell = spawn('/bin/sh', ['-c', SUPERVISOR, home.directory, ...command], {
    cwd: home.directory,
    env: { PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'], FOLDER: folder },
    // Ctrl-C in a terminal reaches the whole process group; a server goes when the run has finished.
    detached: true,
    ...home.account,
  });
  const log = new LogTail(shell.stderr);
  shell.stdout.resume();
  shell.stdin.on('error', () => undefined); // It may end first.
  const ended = endOf(shell);
  const quit = (): void => void shell.stdin.destroy();
  const stop = async (): Promise<void> => {
    quit();
    await ended;
  };
  void ended.then(removeAtEnd({ removeNow: quit }));
  return { log, ended, isRunning: () => shell.exitCode === null && shell.signalCode === null, quit, stop };
}

function endOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
}
