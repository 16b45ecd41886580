/** Evaluates the schema files and lets drizzle-kit say what they declare. */
import type {
  DeclaredReply,
  DeclaredRequest,
  Kit,
  Line,
  Outcome,
  SchemaReply,
  SchemaRequest,
  SnapshotFile,
} from '../protocol.js';
import { existingViewsIn } from './existing-views.js';
import { openFolderKit } from './folder-kit.js';
import { openJournalKit } from './journal-kit.js';
import type { OpenKit } from './open-kit.js';
import { requireApi } from './open-kit.js';
import { knownLoader, openLoader } from './loader.js';
import { loadConfig } from './read-config.js';
import { beginStep } from './step.js';

/** DDL of what the schema declares and of what the latest snapshots record. */
export async function readSchema({ kit, declared, recorded, merged }: SchemaRequest): Promise<SchemaReply> {
  // Without any loader: tsx would transform drizzle-kit's own three megabytes.
  const aside = (kit.source === 'project' ? knownLoader(kit.folder) : null)?.aside ?? ((work) => work());
  const open = await aside(() => openKit(kit));
  const built = { recorded: await build(open, recorded), merged: await build(open, merged) };
  if (!declared || kit.source === 'bundled') return { declared: null, ...built };
  const { values, loaded } = await loadValues(kit.folder, declared);
  beginStep('kit');
  const outcome = await declare(open, values, declared, kit.line);
  return {
    declared:
      'value' in outcome
        ? { value: { ...outcome.value, loaded, existingViews: existingViewsIn(Object.values(values)) } }
        : outcome,
    ...built,
  };
}

async function build(kit: OpenKit, snapshot: SnapshotFile | null): Promise<Outcome<readonly string[]> | null> {
  return snapshot && outcomeOf(async () => buildOrder(await kit.build(await kit.readSnapshot(snapshot))));
}

async function openKit(kit: Kit): Promise<OpenKit> {
  const api = await requireApi(kit);
  return kit.line === '0.x' ? openJournalKit(api) : openFolderKit(api);
}

interface LoadedSchema {
  readonly values: Record<string, object>;
  /** Files that took part, absolute: those of the config, then what they import. */
  readonly loaded: readonly string[];
}

/** Everything that the schema files export, once each: a barrel exports the same objects again. */
async function loadValues(folder: string, { config, files }: DeclaredRequest): Promise<LoadedSchema> {
  const { load, loaded } = await openLoader(folder);
  if (config !== null) await loadConfig(load, config);
  const values = new Set<object>();
  for (const file of files) {
    beginStep('schema', file);
    const exports = Object.values((await load(file)) as object) as unknown[];
    for (const value of exports) if (isObject(value)) values.add(value);
  }
  return {
    values: Object.fromEntries([...values].map((value, position) => [`export${position}`, value])),
    loaded: [...new Set([...files, ...loaded()])],
  };
}

/** An enum of Drizzle is a function. */
function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

async function declare(
  kit: OpenKit,
  values: Record<string, object>,
  { previous, casing }: DeclaredRequest,
  line: Line,
): Promise<Outcome<Omit<DeclaredReply, 'loaded' | 'existingViews'>>> {
  const state = await kit.declare(values, casing);
  const ddl = buildOrder(await kit.build(state));
  return outcomeOf(async () => {
    const before = previous === null ? await kit.declare({}, null) : await kit.readSnapshot(previous);
    const { statements, possibleRenames } = await kit.compare(before, state);
    const snapshot = line === '0.x' ? state : null;
    return { ddl, pending: statementsOf(statements), possibleRenames, objectCount: kit.count(state), snapshot };
  });
}

/** drizzle-kit glues statements that belong together with the breakpoint between them. */
function statementsOf(texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => text.split('--> statement-breakpoint'))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** drizzle-kit 0.x adds foreign keys before the unique indexes that some of them refer to; nothing refers to them. */
function buildOrder(texts: readonly string[]): string[] {
  const statements = statementsOf(texts);
  return [...statements.filter((text) => !isForeignKey(text)), ...statements.filter(isForeignKey)];
}

function isForeignKey(statement: string): boolean {
  return /\bADD CONSTRAINT\b[^;]*\bFOREIGN KEY\b/.test(statement);
}

/** What zod objects to is JSON over many lines. */
function summarize(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)} …` : line;
}

async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { reason: summarize(error instanceof Error ? error.message : String(error)) };
  }
}
