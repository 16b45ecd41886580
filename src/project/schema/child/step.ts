/** What the child is at, for the failure that may end it at any time. */
import type { Failure } from '../protocol.js';

export const currentStep: { during: Failure['during']; file: string | null } = { during: 'kit', file: null };

/** Notes what begins; holds until the next note. */
export function beginStep(during: Failure['during'], file: string | null = null): void {
  currentStep.during = during;
  currentStep.file = file;
}
