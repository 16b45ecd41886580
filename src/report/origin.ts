/** How reports tell where something comes from. */
import type { Evidence, Finding, FileLocation, OriginVerb } from '../model/finding.js';

export type Origin = Extract<Evidence, { kind: 'origin' }>;

export const ORIGIN_WORDS = {
  added: 'added by',
  changed: 'changed by',
  dropped: 'dropped by',
  mentioned: 'mentioned in',
  declared: 'declared in',
  'declares-table': 'table declared in',
} as const satisfies Record<OriginVerb, string>;

export function originsIn({ evidence }: Pick<Finding, 'evidence'>): readonly Origin[] {
  return evidence.filter((item) => item.kind === 'origin');
}

/** The first line of the statement. */
export function summaryOf({ text }: Origin): string {
  return text.trim().split(/\r?\n/)[0] ?? '';
}

/** Where a finding is shown that has to stand at a file: what lives in a catalog stands where it comes from. null: nowhere. */
export function filePlaceOf(finding: Pick<Finding, 'location' | 'evidence'>): FileLocation | null {
  const { location } = finding;
  return 'file' in location ? location : (originsIn(finding)[0]?.location ?? null);
}
