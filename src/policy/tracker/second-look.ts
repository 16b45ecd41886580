/** Whose a row is where neither hash nor exact time nor name says it: times that were written by hand. */
import type { Migration } from '../../model/history.js';
import type { StoredRow } from '../../model/tracker.js';

/** The entry whose time the row has in another unit or type; null: none, or more than one. */
export function ownerByTime({ createdAt }: StoredRow, migrations: readonly Migration[]): Migration | null {
  if (createdAt === null) return null;
  const moments = new Set(momentsOf(createdAt));
  const owners = migrations.filter(({ when }) => when !== null && (moments.has(when) || hasSecond(moments, when)));
  return owners.length === 1 ? (owners[0] ?? null) : null;
}

/** Seconds keep nothing of the milliseconds that the journal has. */
function hasSecond(moments: ReadonlySet<number>, when: number): boolean {
  return [...moments].some((moment) => moment % 1000 === 0 && moment === when - (when % 1000));
}

/** What the text may mean, in milliseconds since 1970: a number in milliseconds, seconds or microseconds, or a timestamp. */
function momentsOf(text: string): readonly number[] {
  const value = Number(text);
  if (Number.isFinite(value)) return [value, value * 1000, Math.floor(value / 1000)];
  const [, day, time, zone] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)\s*([+-]\d\d(?::?\d\d)?|Z)?$/.exec(text) ?? [];
  if (day === undefined || time === undefined) return [];
  const moment = Date.parse(`${day}T${time}${toZone(zone)}`);
  return Number.isNaN(moment) ? [] : [moment];
}

/** PostgreSQL prints whole hours as `+00`, which ISO 8601 as JavaScript knows it does not have. */
function toZone(zone: string | undefined): string {
  if (zone === undefined || zone === 'Z') return 'Z';
  return zone.length === 3 ? `${zone}:00` : zone;
}
