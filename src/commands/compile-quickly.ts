/** A setting of the JavaScript engine for a process that is the gate's own. */
import { setFlagsFromString } from 'node:v8';

/**
 * Has wasm compiled by V8's quick compiler alone: what the slow one makes faster, the parser has done by then. To be called
 * before the parser is loaded.
 */
export function compileQuickly(): void {
  setFlagsFromString('--liftoff-only');
}
