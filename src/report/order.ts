import { FAMILIES, SEVERITIES, type Finding } from '../model/finding.js';

/** Worst first; then in the order in which a person would mend them: history, replay, drift …; then by place. */
export function sortFindings<F extends Finding>(findings: readonly F[]): F[] {
  return [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      familyRank(a) - familyRank(b) ||
      compareTexts(placeOf(a), placeOf(b)) ||
      lineOf(a) - lineOf(b),
  );
}

/** `drizzle/0041_add_invoices.sql`, or `table public.invoices`. */
export function placeOf({ location }: Pick<Finding, 'location'>): string {
  return 'file' in location ? location.file : location.object;
}

function familyRank({ code }: Finding): number {
  return FAMILIES.findIndex((family) => code.startsWith(`${family}/`));
}

function lineOf({ location }: Finding): number {
  return 'file' in location ? location.line : 0;
}

/** By code unit: the same everywhere, whatever the locale. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
