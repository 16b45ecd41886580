/** Turns what happened in the child program into one line with a place and a next step. */
import { isAbsolute, relative, sep } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Answer } from './ask-child.js';
import { PASS_PREFIX } from './child-environment.js';
import { locateFailure } from './locate-failure.js';
import type { Failure } from './protocol.js';

export interface Explanation {
  /** What was asked for, as it is shown: the config, or the schema. */
  readonly subject: string;
  /** Absolute; places are shown relative to it. */
  readonly cwd: string;
  readonly timeoutMs: number;
}

/** The answer's value. Throws CannotJudge for every other answer. */
export function explainAnswer<T>(answer: Answer<T>, { subject, cwd, timeoutMs }: Explanation): T {
  if (answer.status === 'done') return answer.value;
  if (answer.status === 'failed') throw explainFailure(answer.failure, answer.output, cwd);
  const cause = new Error(answer.output);
  if (answer.status === 'late') {
    const hint = 'Look for code that waits or loops when it is imported, such as a connection that is opened.';
    throw new CannotJudge(`loading "${subject}" took longer than ${timeoutMs / 1000} s`, { hint, cause });
  }
  const hint = 'Load the file by itself: npx tsx <file>';
  throw new CannotJudge(`loading "${subject}" ended without a result (${answer.how})`, { hint, cause });
}

/** Why a file of the project, or drizzle-kit, could not do what was asked. */
export function explainFailure(failure: Failure, output: string, cwd: string): CannotJudge {
  const cause = new Error([failure.stack || failure.message, output].filter((text) => text !== '').join('\n'));
  const found = locateFailure(failure);
  const place = found && `${shorten(found.file, cwd)}${found.line === null ? '' : `:${found.line}`}`;
  const subject = failure.file === null ? 'drizzle-kit' : `"${shorten(failure.file, cwd)}"`;
  const at = place === null ? '' : ` (${place})`;
  const { what, hint } = describe(failure, found?.message ?? failure.message, output);
  return new CannotJudge(`${subject} ${what}${at}`, { hint, cause });
}

function describe(failure: Failure, message: string, output: string): { what: string; hint: string } {
  const text = firstLine(message);
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  if (failure.kind === 'exit' && failure.during === 'kit') {
    return { what: `refuses the schema: ${lastLine(output) || text}`, hint: KIT_HINT };
  }
  if (failure.kind === 'exit') return { what: `calls ${text}`, hint: EXIT_HINT };
  if (missing !== undefined) return { what: `imports "${missing}", which is not found`, hint: importHint(missing) };
  if (/top-level await/i.test(message)) return { what: `uses top-level await: ${text}`, hint: AWAIT_HINT };
  if (failure.code === 'ERR_REQUIRE_ESM') return { what: `imports an ES module: ${text}`, hint: AWAIT_HINT };
  if (/Transform failed|SyntaxError|ParseError/.test(`${failure.stack}${failure.message}`)) {
    return { what: `has a syntax error: ${text}`, hint: 'Correct the syntax there.' };
  }
  return { what: `throws: ${text}`, hint: failure.during === 'kit' ? KIT_HINT : THROW_HINT };
}

const AWAIT_HINT =
  'drizzle-kit 0.x evaluates TypeScript as CommonJS, which has no top-level await: move it into a function.';
const EXIT_HINT = 'Remove the call, or keep that code out of what the schema imports.';
const KIT_HINT = 'Run "npx drizzle-kit generate" to see the same error in full.';
const THROW_HINT = `Make the import work without a real environment; variables that it needs can be given as ${PASS_PREFIX}<NAME>.`;

/** A path or an alias is the project's own; a name is a package. */
function importHint(specifier: string): string {
  const own = specifier.startsWith('.') || isAbsolute(specifier) || /^[@~#]\//.test(specifier);
  return own
    ? 'Check the path, and "paths" in tsconfig.json where it is an alias.'
    : 'Install the dependencies of the project first.';
}

function shorten(file: string, cwd: string): string {
  return relative(cwd, file).split(sep).join('/');
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

/** drizzle-kit prints what it objects to last, under a coloured "Warning". */
function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  return line.trim().replace(/^Warning\s+/, '');
}
