import type { Plan } from '../../model/release.js';
import { escapeControls } from '../json.js';

/** The published plan (schema/plan.schema.json), one line break at its end. */
export function renderPlanJson(plan: Plan): string {
  return `${escapeControls(JSON.stringify(plan, null, 2))}\n`;
}
