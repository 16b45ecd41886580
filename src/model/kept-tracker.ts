/** Names of the copies that `repair` and `baseline` leave of the tracker that they replace. */
import type { TrackerPlace } from './project.js';

/** PostgreSQL cuts names after 63 bytes; the name of a tracker is cut before the date, so that no two copies meet. */
const MOST_BYTES = 63;
const SUFFIX = '_kept_20260506_090000000';

/** `now` in milliseconds since 1970, all of which count: one repair may follow another at once. The date is in UTC. */
export function keptName(name: string, now: number): string {
  const [day, time] = new Date(now)
    .toISOString()
    .replace(/[-:.Z]/g, '')
    .split('T');
  return `${cut(name)}_kept_${day}_${time}`;
}

/** Whether a table is such a copy of the tracker at `place`. */
export function isKept(place: TrackerPlace, { schema, table }: TrackerPlace): boolean {
  const stem = cut(place.table);
  return schema === place.schema && table.startsWith(stem) && /^_kept_\d{8}_\d{9}$/.test(table.slice(stem.length));
}

function cut(name: string): string {
  let stem = name;
  while (Buffer.byteLength(stem) > MOST_BYTES - SUFFIX.length) stem = Array.from(stem).slice(0, -1).join('');
  return stem;
}
