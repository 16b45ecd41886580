/** What is printed when there is no verdict. */
import { CannotJudge } from '../model/cannot-judge.js';
import { redact } from './redact.js';

export interface Failure {
  readonly message: string;
  readonly hint: string;
}

/** One line and a next step, without secrets. An error that is not a `CannotJudge` is a defect of the gate and says so. */
export function describeFailure(error: unknown, connectionStrings: readonly string[]): Failure {
  const clean = (text: string) => redact(text, connectionStrings);
  if (error instanceof CannotJudge) return { message: toLine(clean(error.message)), hint: toLine(clean(error.hint)) };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    message: clean(`defect in drizzle-gatekeeper: ${stack}`),
    hint: 'Report it with this text at https://github.com/drizzle-gatekeeper/drizzle-gatekeeper/issues.',
  };
}

/** Messages quote what others wrote, line breaks included. */
function toLine(text: string): string {
  return text.trim().replace(/\s*[\r\n]+\s*/g, ' ');
}
