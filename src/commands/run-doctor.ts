/** `doctor` on the command line: a line for each thing that a run rests on. */
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { diagnosesOf } from '../model/diagnosis.js';
import { renderExamination } from '../report/doctor.js';
import { printJson } from '../report/json.js';
import { Progress } from '../report/progress.js';
import { redactTexts } from '../report/redact.js';
import { readTerminal } from '../report/terminal.js';
import { doctor } from './doctor.js';
import { print } from './print.js';
import { readSurroundings } from './surroundings.js';

/** 0: no problems. 1: there are. Throws CannotJudge, which is 2. */
export async function runDoctor(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const { format, output, color } = options;
  if (format !== 'pretty' && format !== 'json') {
    throw new CannotJudge(`"doctor" has no form "${format}"`, { hint: 'Use one of pretty, json.' });
  }
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const event = environment['GITHUB_EVENT_NAME'] || null;
  const examined = await doctor(options, surroundings, event, progress.step);
  progress[Symbol.dispose]();
  const examination = redactTexts(examined, secretsOf(environment));
  const terminal = readTerminal(output === null ? color : false);
  await print(format === 'json' ? printJson(examination) : renderExamination(examination, terminal), options);
  return diagnosesOf(examination).some(({ health }) => health === 'problem') ? 1 : 0;
}
