import type { Plan } from '../../model/release.js';
import { printJson } from '../json.js';

/** The published plan (schema/plan.schema.json), one line break at its end. */
export function renderPlanJson(plan: Plan): string {
  return printJson(plan);
}
