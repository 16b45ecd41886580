import { valueOf } from '../../model/gathered.js';
import type { Environment, StatusReport } from '../../model/status.js';
import { printJson } from '../json.js';
import { differingIn } from './rows.js';

/** The published report (schema/status.schema.json), one line break at its end. */
export function renderStatusJson(environments: readonly Environment[]): string {
  const report: StatusReport = {
    schemaVersion: 1,
    environments: environments.map(({ status, next, differences }) => {
      return { ...status, next, differences: valueOf(differences) };
    }),
    differing: differingIn(environments).map(({ label, states }) => ({ tag: label, states })),
  };
  return printJson(report);
}
