/** The deployed database of a project: reached and read, and held against what `status`, `plan` and `apply` ask of it. */
import { judge } from '../checks/judge.js';
import { CHECKS } from '../checks/registry.js';
import { compareReading, type DatabaseSource } from '../gather/deployed.js';
import { gatherAllows } from '../gather/allows.js';
import { partialFacts } from '../gather/partial-facts.js';
import type { Diagnosis } from '../model/diagnosis.js';
import type { Facts } from '../model/facts.js';
import { gathered, skipped, type Gathered } from '../model/gathered.js';
import { applyAllows } from '../policy/apply-allows.js';
import { openDeployed } from '../postgres/deployed/open-deployed.js';
import { surveyTarget, type Survey } from '../release/plan/survey-target.js';
import { parseHistory } from '../sql/parse.js';
import { schemasIn } from '../sql/schemas.js';
import { attempt, type Attempt } from './attempt.js';
import { describeDatabase, DATABASE_CODES } from './describe-database.js';
import type { Ground } from './project.js';

/** In read-only transactions. A database that nobody named, but a variable happens to name, may be none. */
export async function surveyDatabase(
  source: Gathered<DatabaseSource>,
  ground: Ground | null,
  timeoutSeconds: number,
): Promise<Attempt<Survey>> {
  if (source.status !== 'gathered') {
    return notRead(source.reason, 'Set DATABASE_URL, or name another variable with --database-url-env.');
  }
  if (ground === null) return notRead('there is no project to read it for', null);
  const { url, variable, isNamed } = source.value;
  const surveyed = await attempt('database', async () => {
    await using deployed = await openDeployed(url, variable);
    return await surveyTarget({ ...ground, target: { url, variable }, timeoutSeconds }, deployed);
  });
  return 'value' in surveyed || isNamed ? surveyed : { ...surveyed, health: 'warning' };
}

function notRead(found: string, hint: string | null): Diagnosis {
  return { check: 'database', health: 'skipped', found, hint };
}

/** By the checks of `status` and `plan`. `server`: what the proof of a release would run on. */
export async function examineDatabase(
  survey: Survey,
  ground: Ground,
  {
    cwd,
    server,
    now = Date.now(),
  }: { readonly cwd: string; readonly server: Facts['server']; readonly now?: number | undefined },
): Promise<readonly Diagnosis[]> {
  const { reading, rights, pooler } = survey;
  const parsed = await parseHistory(ground.history);
  const reason = '"doctor" does not ask for it';
  const deployed = await compareReading(reading, skipped(reason), schemasIn(parsed.values()));
  const allows = await gatherAllows(cwd, ground.history, parsed);
  const facts = partialFacts({ ...ground, siblings: [], now }, reason, {
    parsed,
    allows,
    server,
    deployed: gathered(deployed),
    release: gathered({ accepted: [], pooler, rights, proof: skipped(reason) }),
  });
  const asked = CHECKS.filter(({ code }) => DATABASE_CODES.has(code));
  return describeDatabase(survey, ground.project.tracker, applyAllows(judge(facts, asked), allows, now).findings);
}
