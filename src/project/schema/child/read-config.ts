/** Evaluates a drizzle config and picks the options that matter. */
import type { ConfigReply } from '../protocol.js';
import type { Load } from './loader.js';
import { beginStep } from './step.js';

const OPTIONS = new Set(['dialect', 'driver', 'schema', 'out', 'casing', 'breakpoints', 'migrations']);

/** The config in `file`; credentials never leave the child. */
export async function readConfig(load: Load, file: string): Promise<ConfigReply> {
  const { content } = await loadConfig(load, file);
  if (content instanceof Promise) return { type: 'promise', options: {} };
  if (typeof content !== 'object' || content === null) return { type: typeof content, options: {} };
  const options = Object.entries(content).filter(([name]) => OPTIONS.has(name));
  return { type: 'object', options: Object.fromEntries(options) };
}

/** What the config exports, taken as drizzle-kit takes it: the default export, else the module. */
export async function loadConfig(load: Load, file: string): Promise<{ readonly content: unknown }> {
  beginStep('config', file);
  const loaded = (await load(file)) as { default?: unknown } | null;
  return { content: loaded?.default ?? loaded };
}
