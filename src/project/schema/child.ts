/**
 * Child program that runs the project's own code: its drizzle config, its schema, its drizzle-kit.
 * Only Node's built-ins and its own folder, so that it runs unbundled. Requests on descriptor 3, replies on descriptor 4, a line
 * each: standard output belongs to the project.
 */
import { readSync, writeSync } from 'node:fs';
import { ExitCalled } from './child/exit.js';
import { knownLoader, openLoader } from './child/loader.js';
import { readConfig } from './child/read-config.js';
import { readSchema } from './child/read-schema.js';
import { currentStep } from './child/step.js';
import type { Reply, Request } from './protocol.js';

const exit = process.exit.bind(process);

/**
 * Waits without letting the project's timers and connections do anything. A request ends its line and comes alone: the next
 * one waits for the reply. null: nobody will ask any more.
 */
function nextRequest(): Request | null {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(65_536);
    const length = readSync(3, chunk);
    if (length === 0) return null;
    chunks.push(chunk.subarray(0, length));
    if (chunk[length - 1] === LINE_FEED) return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Request;
  }
}

const LINE_FEED = 10;

function reply(message: Reply<unknown>): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let written = 0; written < bytes.length;) written += writeSync(4, bytes, written);
}

/** Ends the process at once: a project's open connections and timers would keep it alive. */
function fail(error: unknown): never {
  const details: Partial<NodeJS.ErrnoException & { requireStack: string[] }> =
    typeof error === 'object' && error !== null ? error : {};
  reply({
    status: 'failed',
    ...currentStep,
    kind: error instanceof ExitCalled ? 'exit' : 'error',
    message: details.message ?? String(error),
    stack: details.stack ?? '',
    code: details.code ?? null,
    requireStack: details.requireStack ?? [],
  });
  return exit(0);
}

async function answer(request: Request): Promise<unknown> {
  if (request.task === 'schema') return readSchema(request);
  const { load } = await openLoader(request.kit);
  return readConfig(load, request.config);
}

/** A config leaves its loader behind: what comes next has to be able to do without. */
function mayGoOn(request: Request): boolean {
  return request.task === 'config' && knownLoader(request.kit)?.aside !== null;
}

process.exit = (code) => fail(new ExitCalled(code));
// A connection that the schema opens at import fails later and elsewhere, which is no concern of its definitions.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

try {
  for (let takesMore = true; takesMore;) {
    const request = nextRequest();
    if (request === null) break;
    const value = await answer(request);
    takesMore = mayGoOn(request);
    reply({ status: 'done', value, takesMore });
  }
  exit(0);
} catch (error) {
  fail(error);
}
