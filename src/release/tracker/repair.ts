/** `repair`: rebuilds a damaged tracker from what its rows say and what the catalog has. */
import { valueOf } from '../../model/gathered.js';
import { UNKNOWN_EFFECTS } from '../../model/effects.js';
import type { TrackerRecord } from '../../model/tracker-change.js';
import type { Assumptions } from '../../policy/tracker/decide.js';
import type { OrphanRule } from '../../policy/tracker/orphans.js';
import { planRepair } from '../../policy/tracker/plan-repair.js';
import { changeTracker, type TrackerRequest } from './change-tracker.js';
import { gatherEffects } from './evidence.js';

export interface RepairOptions {
  readonly assumptions: Assumptions;
  readonly orphans: OrphanRule;
  readonly prepare: '1.0' | null;
}

/** Throws CannotJudge where the world does not let itself be read. */
export async function repair(request: TrackerRequest, options: RepairOptions): Promise<TrackerRecord> {
  return changeTracker(request, async ({ reading: { reading, match, catalog }, construction, server }) => {
    const effects = await gatherEffects(server, construction, catalog);
    const evidence = match.entries.map((entry, position) => {
      return { ...entry, effects: valueOf(effects)?.[position] ?? UNKNOWN_EFFECTS };
    });
    const { history } = request;
    const change = planRepair({ history, reading, match, evidence, deployed: catalog, ...options });
    return { change, blind: effects.status === 'gathered' ? null : effects.reason };
  });
}
