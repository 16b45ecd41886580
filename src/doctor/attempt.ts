/** Lines of a diagnosis, from what the rest of the gate says when it reads the world. */
import { CannotJudge } from '../model/cannot-judge.js';
import type { Diagnosis, DoctorCheck } from '../model/diagnosis.js';
import type { Gathered } from '../model/gathered.js';

export type Attempt<T> = { readonly value: T } | Diagnosis;

/** The value, or the problem that the error names. Whatever is no CannotJudge goes on. */
export async function attempt<T>(check: DoctorCheck, act: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await act() };
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    return { check, health: 'problem', found: error.message, hint: error.hint };
  }
}

export function ok(check: DoctorCheck, found: string): Diagnosis {
  return { check, health: 'ok', found, hint: null };
}

/** A fact as `say` puts it; without it the reason, and `hint`. */
export function tell<T>(check: DoctorCheck, fact: Gathered<T>, say: (value: T) => string, hint: string): Diagnosis {
  if (fact.status === 'gathered') return ok(check, say(fact.value));
  return { check, health: fact.status === 'failed' ? 'problem' : 'skipped', found: fact.reason, hint };
}
