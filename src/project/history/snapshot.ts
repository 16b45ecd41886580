/** A snapshot file: identity and chain, whatever its version. */
import type { Defect, Snapshot } from '../../model/history.js';
import { asRecord, asString, parseJson } from './parse-json.js';
import type { Reading } from './tree.js';

/** v5 to drizzle-kit 0.20, v6 0.21, v7 0.22–0.31, v8 the 1.0 betas up to rc.4, v9 since rc.5. */
const KNOWN_VERSIONS = new Set(['5', '6', '7', '8', '9']);

/** Reads a snapshot; what is wrong with it becomes its defect. */
export function toSnapshot(path: string, belongsTo: string | null, reading: Reading): Snapshot {
  const unknown = { path, text: '', belongsTo, version: null, id: null, parentIds: [], dialect: null, state: null };
  if ('fault' in reading) return { ...unknown, defect: { message: reading.fault, span: null } };
  const { text } = reading;
  const json = parseJson(text);
  if (json.defect) return { ...unknown, text, defect: json.defect };
  const identity = readIdentity(json.value);
  const defect = findDefect(identity);
  return {
    path,
    text,
    belongsTo,
    ...identity,
    defect,
    get state() {
      return JSON.parse(text) as unknown;
    },
  };
}

type Identity = Pick<Snapshot, 'version' | 'id' | 'parentIds' | 'dialect'>;

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
