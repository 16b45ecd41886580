import * as core from '@actions/core';
import { rareSpellingsOf } from '../report/redact.js';

/** Tells the runner what to blank in every log of the job. It masks exact texts only, so each spelling is told. */
export function maskSecrets(secrets: readonly string[]): void {
  for (const spelling of rareSpellingsOf(secrets)) core.setSecret(spelling);
}
