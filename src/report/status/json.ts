import type { Environment, StatusReport } from '../../model/status.js';
import { printJson } from '../json.js';

/** The published report (schema/status.schema.json), one line break at its end. */
export function renderStatusJson(environments: readonly Environment[]): string {
  const report: StatusReport = { schemaVersion: 1, environments: environments.map(({ status }) => status) };
  return printJson(report);
}
