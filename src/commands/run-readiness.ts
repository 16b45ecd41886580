/** `readiness`: whether a history of 0.x can become one of Drizzle 1.0. Reads files alone, and starts no server. */
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { readinessOf } from '../policy/readiness.js';
import { renderReadiness } from '../report/readiness.js';
import { redactTexts } from '../report/redact.js';
import { readRequests } from './projects.js';
import { print } from './print.js';
import { readSurroundings } from './surroundings.js';

/** 0: nothing is in the way. 1: something is. Throws CannotJudge, which is 2. */
export async function runReadiness(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const { format } = options;
  if (format !== 'pretty' && format !== 'json') {
    throw new CannotJudge(`"readiness" has no form "${format}"`, { hint: 'Use one of pretty, json.' });
  }
  const requests = await readRequests(options, await readSurroundings(options, environment));
  const projects = requests.map(({ history }) => {
    const { folder, layout, entries } = history;
    return { migrations: folder, layout, entries: entries.length, ...readinessOf(history) };
  });
  await print(renderReadiness(redactTexts(projects, secretsOf(environment)), format), options);
  return projects.some(({ stops, newlyRun }) => stops.length + newlyRun.length > 0) ? 1 : 0;
}
