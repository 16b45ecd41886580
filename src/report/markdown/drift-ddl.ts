import type { Code } from '../../model/finding.js';
import type { ProjectVerdict } from '../../model/verdict.js';
import { clip } from '../clip.js';
import { sayNumber } from '../count.js';
import { fence } from './escape.js';
import { fold } from './fold.js';

/** Findings whose SQL goes from what the migrations build to what the schema declares. */
const LACKING: ReadonlySet<Code> = new Set(['drift/missing-migration', 'drift/never-created', 'drift/differs']);
const MOST_STATEMENTS = 60;
const MOST_CHARACTERS = 1000;

/** All that the database lacks as one piece of SQL, where it would otherwise have to be gathered from several findings. */
export function renderDriftDdl({ findings }: ProjectVerdict): string[] {
  const lacking = findings.filter(
    ({ code, evidence }) => LACKING.has(code) && evidence.some(({ kind }) => kind === 'sql'),
  );
  if (lacking.length < 2) return [];
  const all = lacking.flatMap(({ evidence }) =>
    evidence.flatMap((item) => (item.kind === 'sql' ? item.text.trim() : [])),
  );
  const statements = [...new Set(all)];
  const shown = statements.slice(0, MOST_STATEMENTS).map((text) => clip(text, MOST_CHARACTERS));
  const more = statements.length - shown.length;
  const lines = [...shown, ...(more === 0 ? [] : [`-- and ${sayNumber(more, 'more statement')}`])];
  return [fold('🧱 SQL from what the migrations build to what the schema declares', [fence(lines.join('\n'), 'sql')])];
}
