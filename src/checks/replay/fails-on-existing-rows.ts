import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { Severity } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';
import type { ReplayFailure } from '../../model/replay.js';
import { listOf, textOf, unwrap } from '../../sql/tree.js';
import { evidenceOf, placeOf, wordsOf } from './failure.js';

export default defineCheck({
  code: 'replay/fails-on-existing-rows',
  severity: 'error',
  title: 'A migration fails where tables have rows',
  why: 'An empty database takes the statement and one with data does not: the deploy stops here, and everything that is pending is rolled back.',

  *find(facts) {
    const failure = valueOf(facts.replays.upgrade)?.failureOnRows ?? null;
    if (failure === null) return;
    yield {
      message: `migration "${failure.tag}" fails where tables have rows: ${wordsOf(failure.error)}`,
      at: placeOf(failure, facts.history),
      severity: severityOf(failure, facts),
      evidence: [
        ...evidenceOf(failure),
        { kind: 'text', text: 'with one synthetic row in each table; on empty tables the statement works' },
      ],
      hint: HINTS[failure.error.sqlstate] ?? OTHERWISE,
    };
  },
});

/** By how sure it is that real rows fail as the synthetic one does, whose values nobody chose. */
function severityOf(failure: ReplayFailure, facts: Facts): Severity {
  if (failure.error.sqlstate !== '23502') return 'notice';
  // Any row fails a new column that may not be NULL; an older column is NULL in some rows only.
  return addsColumn(failure, facts) ? 'error' : 'warning';
}

function addsColumn({ tag, span }: ReplayFailure, { parsed }: Facts): boolean {
  const statement = parsed.get(tag)?.statements.find((each) => each.span.start === span.start);
  if (statement?.type !== 'AlterTableStmt') return false;
  return listOf(statement.node, 'cmds').some((each) => textOf(unwrap(each)[1], 'subtype') === 'AT_AddColumn');
}

const HINTS: Readonly<Record<string, string>> = {
  '23502': 'Give the column a DEFAULT; or add it nullable, fill it, and SET NOT NULL after that.',
  '23503':
    'Mend rows that refer to nothing before this statement, or add the constraint NOT VALID and validate it later.',
  '23505': 'Merge or remove duplicates before this statement.',
  '23514':
    'Mend rows that break the condition before this statement, or add the constraint NOT VALID and validate it later.',
  '22P02': 'Convert what is there in the USING clause, with a CASE for values that do not fit.',
};

const OTHERWISE = 'Write the statement so that it holds for the rows there may be.';
