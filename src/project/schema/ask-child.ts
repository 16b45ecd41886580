/** Asks the child program: own process group, clean environment, time limit, bounded output. */
import { childEnvironment } from './child-environment.js';
import { onEnd, startChild, type Child } from './child-process.js';
import type { Failure, Reply, Request } from './protocol.js';

export interface AskOptions {
  /** Absolute: where drizzle-kit would be started. */
  readonly root: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What became of a request. `output`: the last of what the child printed. */
export type Answer<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly failure: Failure; readonly output: string }
  /** The child ended without a reply: killed, out of memory, or a promise that never settles. */
  | { readonly status: 'ended'; readonly how: string; readonly output: string }
  | { readonly status: 'late'; readonly output: string };

/** Asks the child program. Never throws for what the project's code does, and never outlasts `timeoutMs`. */
export async function askChild<T>(request: Request, { root, timeoutMs, signal }: AskOptions): Promise<Answer<T>> {
  signal?.throwIfAborted();
  const child = takeIdle(request, root) ?? startChild(kitOf(request), root);
  const release = onEnd(child.kill);
  signal?.addEventListener('abort', child.kill);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill();
  }, timeoutMs);
  let takesMore = false;
  try {
    const line = await child.ask(request);
    signal?.throwIfAborted();
    if (line === null) {
      return late ? { status: 'late', output: child.output() } : { status: 'ended', ...(await child.ended) };
    }
    const reply = JSON.parse(line) as Reply<T>;
    if (reply.status === 'failed') return await toFailure(reply, child);
    ({ takesMore } = reply);
    return { status: 'done', value: reply.value };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', child.kill);
    release();
    if (takesMore) leaveIdle(child, request, root);
    else child.kill();
  }
}

/** What the child printed comes after its reply, and is told where that is a failure. */
async function toFailure(failure: Failure, child: Child): Promise<Answer<never>> {
  return { status: 'failed', failure, output: (await child.ended).output };
}

/** A child that has evaluated a config, for the schema that goes with it: both load the same. */
interface Idle {
  readonly child: Child;
  readonly key: string;
  readonly release: () => void;
  readonly timer: NodeJS.Timeout;
}

/** How long it waits. Where the next question comes at all, it comes while the migrations are being read. */
const IDLE_MS = 10_000;

let idle: Idle | null = null;

/** All that decides what a child has loaded, and as what. null: the request is not one that goes with a config. */
function keyOf(request: Request, root: string): string | null {
  const config = request.task === 'config' ? request.config : request.declared?.config;
  const kit = kitOf(request);
  if (config === undefined || config === null || kit === null) return null;
  return JSON.stringify([config, kit, root, childEnvironment(process.env, kit)]);
}

function takeIdle(request: Request, root: string): Child | null {
  if (idle === null || request.task === 'config' || idle.key !== keyOf(request, root)) return null;
  const { child } = idle;
  forgetIdle(idle);
  if (!child.isAlive()) return null;
  child.hold(true);
  return child;
}

/** One at a time: of many projects, each process would hold its memory. */
function leaveIdle(child: Child, request: Request, root: string): void {
  endIdle();
  const key = keyOf(request, root);
  if (key === null || !child.isAlive()) return child.kill();
  child.hold(false);
  const timer = setTimeout(endIdle, IDLE_MS);
  timer.unref();
  idle = { child, key, timer, release: onEnd(child.kill) };
}

function endIdle(): void {
  if (idle === null) return;
  const { child } = idle;
  forgetIdle(idle);
  child.kill();
}

function forgetIdle({ timer, release }: Idle): void {
  idle = null;
  clearTimeout(timer);
  release();
}

function kitOf({ kit }: Request): string | null {
  if (kit === null || typeof kit === 'string') return kit;
  return kit.source === 'project' ? kit.folder : null;
}
