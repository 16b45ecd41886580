import { nameOf, type Catalog, type Difference } from '../../model/catalog.js';
import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { Evidence } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';
import { attributesOf, evidenceOf } from '../drift/evidence.js';
import { isDropped, originsOf } from '../drift/origins.js';

export default defineCheck({
  code: 'replay/guard-masked-difference',
  severity: 'warning',
  title: 'A guard skips an object that differs',
  why: 'The statement looks as if it had run and has not: what it asks for is built only where the object was not there before.',

  *find(facts) {
    const replayed = valueOf(facts.catalogs.replayed);
    if (replayed === null) return;
    for (const [tag, guards] of valueOf(facts.replays.maskedGuards) ?? []) {
      const source = facts.parsed.get(tag)?.source;
      if (source === undefined) continue;
      for (const { span, differences } of guards) {
        const standing = differences.flatMap((difference) => stillStanding(difference, facts, replayed) ?? []);
        if (standing.length === 0) continue;
        yield {
          message: `the statement is skipped and hides that ${tellAll(standing)}`,
          at: { source, span },
          evidence: standing.flatMap((difference) => evidenceFor(difference, facts, replayed)),
          hint: 'Write what is to change as a statement of its own, such as ALTER TABLE; where what is there is right, take the guarded statement out.',
        };
      }
    }
  },
});

/** What the rest of the history has not settled; null: all of it is. */
function stillStanding(difference: Difference, facts: Facts, { objects }: Catalog): Difference | null {
  const now = objects.find((object) => nameOf(object) === difference.object);
  const { change, expected, actual } = difference;
  if (expected !== null && now === undefined && isDropped(expected, facts)) return null;
  if (change === 'missing') return now === undefined ? difference : null;
  if (now === undefined || change === 'extra') return now === undefined ? null : difference;
  const attributes = difference.attributes.filter(
    ({ attribute }) => JSON.stringify(now.attributes[attribute]) === JSON.stringify(actual?.attributes[attribute]),
  );
  return attributes.length === 0 ? null : { ...difference, attributes };
}

/** How many differences are told in the message; the evidence has all. */
const TOLD = 3;

function tellAll(differences: readonly Difference[]): string {
  const rest = differences.length - TOLD;
  const told = differences.slice(0, TOLD).map(tell).join(', ');
  return rest > 0 ? `${told}, and ${rest} more` : told;
}

function tell(difference: Difference): string {
  const { change, object } = difference;
  if (change === 'missing') return `${object} is not there`;
  return change === 'extra'
    ? `${object} is there and not asked for`
    : `${object} is another one than asked for (${attributesOf(difference)})`;
}

/** Of what is not asked for no DDL is shown: it would be a DROP, which nobody has asked for either. */
function evidenceFor(difference: Difference, facts: Facts, replayed: Catalog): readonly Evidence[] {
  return [...originsOf(difference, facts), ...evidenceOf(difference, difference.change === 'extra' ? null : replayed)];
}
