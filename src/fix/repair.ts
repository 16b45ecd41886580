/** What could be mended, and what could not: findings with an edit, gathered by the statement that they edit. Pure. */
import type { Facts } from '../model/facts.js';
import type { Edit, Finding } from '../model/finding.js';
import { overlap, spanOf } from '../model/edits.js';
import type { SourceFile } from '../model/history.js';

/** All edits of one statement, or of one place in the journal: they stand or fall together. */
export interface Repair {
  readonly source: SourceFile;
  /** null: the journal. */
  readonly statement: { readonly tag: string; readonly index: number } | null;
  readonly findings: readonly Finding[];
  readonly edits: readonly Edit[];
}

/** A finding that stays, and why. */
export interface Left {
  readonly finding: Finding;
  readonly reason: string;
}

/** `findings` without those that are allowed. Merged migrations are left as they are: databases have run them. */
export function planRepairs(facts: Facts, findings: readonly Finding[]): { repairs: Repair[]; left: Left[] } {
  const left: Left[] = [];
  const repairs = new Map<string, Repair>();
  for (const finding of findings) {
    const place = finding.fix === undefined ? null : placeOf(facts, finding.fix.edits);
    if (place === null) {
      if (isLeft(finding)) left.push({ finding, reason: finding.hint ?? 'No edit is known.' });
    } else if (isMerged(facts, place)) left.push({ finding, reason: 'The migration is merged.' });
    else {
      const key = JSON.stringify([place.source.path, place.statement ?? finding.location]);
      const { findings: others, edits } = repairs.get(key) ?? { findings: [], edits: [] };
      repairs.set(key, {
        ...place,
        findings: [...others, finding],
        edits: [...edits, ...(finding.fix?.edits ?? []).filter((edit) => !edits.some((taken) => isTaken(edit, taken)))],
      });
    }
  }
  return { repairs: [...repairs.values()], left };
}

/** Not a notice: nothing is wrong there. */
function isLeft({ code, severity }: Finding): boolean {
  return code.startsWith('idempotency/') && severity !== 'notice';
}

/** Two findings may ask for the same edit, or for two that do not fit; then the first is tried. */
function isTaken(edit: Edit, taken: Edit): boolean {
  return overlap(edit, taken) || JSON.stringify(edit) === JSON.stringify(taken);
}

type Place = Pick<Repair, 'source' | 'statement'>;

/** null: not in a migration, nor in the journal. */
function placeOf({ parsed, history }: Facts, [edit]: readonly Edit[]): Place | null {
  const journal = history.journal?.source;
  if (edit === undefined) return null;
  if (edit.file === journal?.path) return { source: journal, statement: null };
  for (const [tag, { source, statements }] of parsed) {
    if (source.path !== edit.file) continue;
    const offset = spanOf(source.text, edit).start;
    const index = statements.findIndex(({ span }) => span.start <= offset && offset <= span.end);
    return index === -1 ? null : { source, statement: { tag, index } };
  }
  return null;
}

function isMerged({ newTags }: Facts, { statement }: Place): boolean {
  return statement !== null && newTags !== null && !newTags.includes(statement.tag);
}
