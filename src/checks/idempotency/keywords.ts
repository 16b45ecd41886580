/** The keywords that a statement could have instead of a condition around it. */
import type { Fix } from '../../model/finding.js';
import type { ParsedFile } from '../../model/sql.js';
import type { Effect } from '../../sql/effects/effect.js';
import { effectsOf } from '../../sql/effects/effects-of.js';
import type { HandGuard } from '../../sql/hand-guard.js';
import { secondRun } from '../../sql/rerun/second-run.js';
import addColumn from './add-column.js';
import addEnumValue from './add-enum-value.js';
import createExtension from './create-extension.js';
import createIndex from './create-index.js';
import createSchema from './create-schema.js';
import createSequence from './create-sequence.js';
import createTable from './create-table.js';
import createView from './create-view.js';
import dropColumn from './drop-column.js';
import dropConstraint from './drop-constraint.js';
import dropExtension from './drop-extension.js';
import dropIndex from './drop-index.js';
import dropPolicy from './drop-policy.js';
import dropSchema from './drop-schema.js';
import dropSequence from './drop-sequence.js';
import dropTable from './drop-table.js';
import dropTrigger from './drop-trigger.js';
import dropType from './drop-type.js';
import dropView from './drop-view.js';
import { replaceAround } from './fixes.js';
import type { RuleCheck } from './rule.js';

/** Rules whose statements have IF [NOT] EXISTS; OR REPLACE is not the same as a condition. */
const RULES: readonly RuleCheck[] = [
  addColumn,
  addEnumValue,
  createExtension,
  createIndex,
  createSchema,
  createSequence,
  createTable,
  createView,
  dropColumn,
  dropConstraint,
  dropExtension,
  dropIndex,
  dropPolicy,
  dropSchema,
  dropSequence,
  dropTable,
  dropTrigger,
  dropType,
  dropView,
];

export interface Keyword {
  readonly effect: Effect;
  /** `IF EXISTS` or `IF NOT EXISTS`. */
  readonly keywords: string;
  /** Takes the condition away as well. */
  readonly fix: Fix;
}

/** What a rule would write into a guarded statement if it stood there alone; null: it does more than one thing, or has no keywords. */
export function keywordFor({ source }: ParsedFile, guard: HandGuard): Keyword | null {
  const { statement } = guard;
  const file: ParsedFile = { source, statements: [statement], syntaxErrors: [] };
  const [collision, ...others] = secondRun(file).get(statement)?.collisions ?? [];
  const changes = effectsOf(statement).filter(({ action }) => action !== 'alter');
  if (collision === undefined || others.length > 0 || changes.length !== 1) return null;
  const met = { ...collision, around: [], file };
  const fix = RULES.find(({ concerns }) => concerns(met))?.tell(met).fix;
  const keywords = fix?.edits[0]?.text.trim() ?? '';
  if (!fix || !keywords.endsWith('EXISTS')) return null;
  return { effect: collision.effect, keywords, fix: replaceAround(source, guard, fix) };
}
