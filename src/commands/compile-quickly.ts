/** Settings of the JavaScript engine for a process that is the gate's own. */
import { setFlagsFromString } from 'node:v8';

/**
 * By V8's version (Node 20, 22 and 24), since its flags come and go and it complains of those that it does not know. Wasm gets the
 * quick compiler alone, and JavaScript in Node 20 the optimising one after seven times as much work as usual: a fifth less
 * processor time for a check of 186 migrations. The newer ones have a compiler in between, and nothing to gain.
 */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  '11.3': ['--liftoff-only', '--interrupt-budget=1000000'],
  '12.4': ['--liftoff-only'],
  '13.6': ['--liftoff-only'],
};

/**
 * Has code compiled quickly rather than well: what the slow compilers make faster, a run has done by then. To be called before
 * the parser is loaded.
 */
export function compileQuickly(): void {
  const [version = ''] = /^\d+\.\d+/.exec(process.versions.v8) ?? [];
  FLAGS[version]?.forEach((flag) => setFlagsFromString(flag));
}
