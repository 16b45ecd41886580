/** `baseline`: writes the rows of entries whose effects are all in the database, once that is proven. */
import { compareDeployed, isComparable, majorOf, withinHistory } from '../../compare/compare-deployed.js';
import { buildExpected } from '../../gather/deployed.js';
import { CannotJudge } from '../../model/cannot-judge.js';
import type { Difference } from '../../model/catalog.js';
import { migrationsOf, type History } from '../../model/history.js';
import type { TrackerRecord } from '../../model/tracker-change.js';
import type { OrphanRule } from '../../policy/tracker/orphans.js';
import { planBaseline } from '../../policy/tracker/plan-baseline.js';
import { schemasIn } from '../../sql/schemas.js';
import { changeTracker, type Looked, type TrackerRequest } from './change-tracker.js';

export interface BaselineOptions {
  /** Tag of the last entry whose effects the database has. */
  readonly to: string;
  /** Names of objects that may differ, as in `column public.orders.total`. */
  readonly accepted: readonly string[];
  readonly orphans: OrphanRule;
}

/** Throws CannotJudge where the world does not let itself be read. */
export async function baseline(request: TrackerRequest, options: BaselineOptions): Promise<TrackerRecord> {
  const { history } = request;
  const to = positionOf(history, options.to);
  return changeTracker(request, async (looked) => {
    const { reading, match } = looked.reading;
    const differences = await prove(looked, to);
    const change = planBaseline({ ...options, history, match, tracker: reading.tracker, to, differences });
    return { change, blind: null };
  });
}

function positionOf(history: History, tag: string): number {
  const tags = migrationsOf(history).map((migration) => migration.tag);
  const position = tags.lastIndexOf(tag);
  if (position !== -1) return position;
  throw new CannotJudge(`there is no migration "${tag}"`, {
    hint: `Name the last one that the database has with --to, as in --to ${tags.at(-1) ?? '0000_orders'}.`,
  });
}

async function prove({ reading, construction, server }: Looked, to: number): Promise<readonly Difference[]> {
  const { catalog } = reading;
  if (!isComparable(catalog, { serverVersion: server.versionNumber })) {
    const major = majorOf(catalog.serverVersion);
    throw new CannotJudge(
      `the database is PostgreSQL ${major}, and the server that the history is replayed on is another major`,
      { hint: `Replay on its major with --postgres-version ${major}.` },
    );
  }
  const expected = await buildExpected(server, construction, construction.script.migrations.slice(0, to + 1));
  if (expected.status !== 'gathered') {
    throw new CannotJudge(`the history cannot be replayed: ${expected.reason}`, {
      hint: 'Run "drizzle-gatekeeper check", and mend what it finds in the history.',
    });
  }
  const own = withinHistory(catalog, schemasIn(construction.script.parsed.values()), expected.value);
  return compareDeployed(expected.value.catalog, own);
}
