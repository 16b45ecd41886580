/** Runs a program to its end. */
import { spawn } from 'node:child_process';

export interface Ended {
  /** Exit code; null: it could not be started, or a signal ended it. */
  readonly code: number | null;
  readonly output: string;
  /** The last lines of what it complained of. */
  readonly complaint: string;
}

/** What it prints is taken up to 16 MiB. `environment` is all that it sees. */
export function runProgram(
  program: string,
  flags: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Ended> {
  return new Promise((ended) => {
    const child = spawn(program, flags, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < MOST_OUTPUT) output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-MOST_OUTPUT);
    });
    child.on('error', (error) => ended({ code: null, output, complaint: error.message }));
    child.on('close', (code) => ended({ code, output, complaint: lastLines(complaint.trim()) }));
  });
}

/** Whole lines: who looks for secrets in it would not know half of one. */
function lastLines(text: string): string {
  let kept = '';
  for (const line of text.split('\n').reverse()) {
    if (kept.length + line.length > MOST_COMPLAINT) break;
    kept = `${line}\n${kept}`;
  }
  return kept.trimEnd();
}

const MOST_OUTPUT = 16 * 1024 * 1024;
const MOST_COMPLAINT = 2000;
