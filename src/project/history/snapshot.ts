/** A snapshot file: identity and chain, whatever its version. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Defect, Snapshot } from '../../model/history.js';
import { asRecord, asString, parseJson } from './parse-json.js';
import type { Reading } from './tree.js';

/** v5 to drizzle-kit 0.20, v6 0.21, v7 0.22–0.31, v8 the 1.0 betas up to rc.4, v9 since rc.5. */
const KNOWN_VERSIONS = new Set(['5', '6', '7', '8', '9']);

/** Reads a snapshot; what is wrong with it becomes its defect. Looked into when it is asked first: most never are. */
export function toSnapshot(path: string, belongsTo: string | null, reading: Reading): Snapshot {
  if ('fault' in reading) {
    return { path, text: '', belongsTo, ...NOTHING, defect: { message: reading.fault, span: null }, state: null };
  }
  const { text } = reading;
  let known: Identified | null = null;
  const identified = (): Identified => (known ??= identify(text));
  return {
    path,
    text,
    belongsTo,
    get version() {
      return identified().version;
    },
    get id() {
      return identified().id;
    },
    get parentIds() {
      return identified().parentIds;
    },
    get dialect() {
      return identified().dialect;
    },
    get defect() {
      return identified().defect;
    },
    get state() {
      return identified().isJson ? (JSON.parse(text) as unknown) : null;
    },
  };
}

/** Looks into each, as the checks will. Lets events through between them: a server may be starting meanwhile. */
export async function lookInto(snapshots: readonly Snapshot[]): Promise<void> {
  for (const snapshot of snapshots) {
    void snapshot.id;
    await nextTurn();
  }
}

type Identified = Identity & Pick<Snapshot, 'defect'> & { readonly isJson: boolean };

function identify(text: string): Identified {
  const json = parseJson(text);
  if (json.defect) return { ...NOTHING, defect: json.defect, isJson: false };
  const identity = readIdentity(json.value);
  return { ...identity, defect: findDefect(identity), isJson: true };
}

type Identity = Pick<Snapshot, 'version' | 'id' | 'parentIds' | 'dialect'>;

const NOTHING: Identity = { version: null, id: null, parentIds: [], dialect: null };

function readIdentity(value: unknown): Identity {
  const record = asRecord(value) ?? {};
  const parents = Array.isArray(record['prevIds']) ? (record['prevIds'] as unknown[]) : [record['prevId']];
  return {
    version: versionOf(record['version']),
    id: asString(record['id']),
    parentIds: parents.filter((parent) => typeof parent === 'string'),
    dialect: asString(record['dialect']),
  };
}

function findDefect(identity: Identity): Defect | null {
  const named = identity.id !== null && identity.id !== '';
  if (identity.version === null) return { message: 'its "version" is none of 5 to 9', span: null };
  if (!named) return { message: 'it has no "id"', span: null };
  return identity.parentIds.length === 0 ? { message: 'it has no "prevId"', span: null } : null;
}

/** Written as a text; a number is read alike. Anything else has no version, however it spells itself. */
function versionOf(written: unknown): string | null {
  const version = typeof written === 'number' ? String(written) : asString(written);
  return version !== null && KNOWN_VERSIONS.has(version) ? version : null;
}
