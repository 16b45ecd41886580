/** The loader of drizzle-kit 1.0: a jiti inside its bundle, with the aliases of the project's tsconfig. */
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { withoutExit } from './exit.js';
import type { Loader } from './loader.js';

/**
 * drizzle-kit 1.0 loads TypeScript with a private jiti and JavaScript with `import()`, and hands out neither. So it is
 * made to load a file as if that were a schema, and the module is taken where jiti evaluates it.
 */
export function borrowJiti(requireKit: NodeJS.Require): Omit<Loader, 'aside'> {
  const { exportSql } = requireKit('drizzle-kit/cli') as { exportSql: (options: object) => Promise<unknown> };
  const evaluations = watchEvaluations();
  const load = async (file: string): Promise<unknown> => {
    if (/\.[cm]?js$/.test(file)) return import(/* webpackIgnore: true */ pathToFileURL(file).href);
    const envelope = await withoutExit(() => exportSql({ dialect: 'postgresql', schema: [escapeGlob(file)] })).catch(
      (error: unknown) => error,
    );
    const evaluation = evaluations.get(file);
    if (evaluation === undefined) throw new Error(`drizzle-kit loads no file: ${JSON.stringify(envelope)}`);
    return evaluation;
  };
  return { load, loaded: () => [...evaluations.keys()] };
}

type ModuleFunction = (exports: object, require: unknown, module: { exports: object }, ...rest: unknown[]) => unknown;

/** Exports (a promise of them) by file, of every module that jiti runs from now on. */
function watchEvaluations(): ReadonlyMap<string, Promise<object>> {
  const evaluations = new Map<string, Promise<object>>();
  const run = vm.runInThisContext.bind(vm);
  vm.runInThisContext = (code: string, options?: vm.RunningCodeOptions | string) => {
    const compiled: unknown = run(code, options);
    const file = typeof options === 'object' ? options.filename : undefined;
    if (typeof compiled !== 'function' || file === undefined) return compiled;
    return (...args: Parameters<ModuleFunction>) => {
      const outcome = (compiled as ModuleFunction)(...args);
      evaluations.set(file, exportsAfter(outcome, args[2]));
      return outcome;
    };
  };
  return evaluations;
}

/** jiti compiles to an async function that fills `module.exports`; a file that it cannot parse exports its error. */
async function exportsAfter(outcome: unknown, module: { exports: object }): Promise<object> {
  await outcome;
  const { __JITI_ERROR__: fault } = module.exports as { __JITI_ERROR__?: Record<string, string> };
  if (!fault) return module.exports;
  throw new SyntaxError(`${fault['filename']}:${fault['line']}:${fault['column']}: ${fault['message']}`);
}

function escapeGlob(file: string): string {
  return file.replaceAll(/[[\]{}()*?!+@\\]/g, String.raw`\$&`);
}
