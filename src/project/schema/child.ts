/**
 * Child program that runs the project's own code: its drizzle config, its schema, its drizzle-kit.
 * Only Node's built-ins and its own folder, so that it runs unbundled. Request on descriptor 3, reply on descriptor 4:
 * standard output belongs to the project.
 */
import { readFileSync, writeSync } from 'node:fs';
import { ExitCalled } from './child/exit.js';
import { openLoader } from './child/loader.js';
import { readConfig } from './child/read-config.js';
import { readSchema } from './child/read-schema.js';
import { currentStep } from './child/step.js';
import type { Reply, Request } from './protocol.js';

const exit = process.exit.bind(process);

/** Ends the process at once: a project's open connections and timers would keep it alive. */
function reply(message: Reply<unknown>): never {
  const bytes = Buffer.from(JSON.stringify(message));
  for (let written = 0; written < bytes.length;) written += writeSync(4, bytes, written);
  return exit(0);
}

function failure(error: unknown): Reply<never> {
  const details: Partial<NodeJS.ErrnoException & { requireStack: string[] }> =
    typeof error === 'object' && error !== null ? error : {};
  return {
    status: 'failed',
    ...currentStep,
    kind: error instanceof ExitCalled ? 'exit' : 'error',
    message: details.message ?? String(error),
    stack: details.stack ?? '',
    code: details.code ?? null,
    requireStack: details.requireStack ?? [],
  };
}

async function answer(request: Request): Promise<unknown> {
  if (request.task === 'schema') return readSchema(request);
  const { load } = await openLoader(request.kit);
  return readConfig(load, request.config);
}

process.exit = (code) => reply(failure(new ExitCalled(code)));
// A connection that the schema opens at import fails later and elsewhere, which is no concern of its definitions.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

try {
  reply({ status: 'done', value: await answer(JSON.parse(readFileSync(3, 'utf8')) as Request) });
} catch (error) {
  reply(failure(error));
}
