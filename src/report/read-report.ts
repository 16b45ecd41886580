/** A report that somebody else wrote: data, whatever it says of itself. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Verdict } from '../model/verdict.js';

/** Far above any real report. */
export const MOST_REPORT_BYTES = 5 * 1024 * 1024;
/** Each project is a comment of its own. */
const MOST_PROJECTS = 20;

/** `schema`: schema/report.schema.json. Throws CannotJudge where the text is anything but a report. */
export function readReport(text: string, schema: object): Verdict {
  if (Buffer.byteLength(text) > MOST_REPORT_BYTES) throw refuse('is larger than 5 MiB');
  const report = parse(text);
  const isReport = new Ajv2020({ allowUnionTypes: true }).compile<Verdict>(schema);
  if (!isReport(report)) throw refuse(`differs from the schema at "${isReport.errors?.[0]?.instancePath ?? ''}"`);
  if (report.projects.length > MOST_PROJECTS) throw refuse(`has more than ${MOST_PROJECTS} projects`);
  return report;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse('is not JSON', cause);
  }
}

function refuse(reason: string, cause?: unknown): CannotJudge {
  return new CannotJudge(`the report ${reason}`, {
    hint: 'Upload the file of the output "report", written by the same version of the Action.',
    cause,
  });
}
