/** What the stream can show. */
import type { Terminal } from './pretty.js';

const DEFAULT_WIDTH = 100;

/** `color`: what the flag says, null where it says nothing. Follows https://no-color.org and Node's FORCE_COLOR. */
export function readTerminal(
  color: boolean | null,
  stream: { readonly isTTY?: boolean; readonly columns?: number } = process.stdout,
  environment: NodeJS.ProcessEnv = process.env,
): Terminal {
  const byEnvironment = environment['NO_COLOR'] ? false : environment['FORCE_COLOR'] ? true : stream.isTTY === true;
  return { color: color ?? byEnvironment, width: stream.columns || DEFAULT_WIDTH };
}
