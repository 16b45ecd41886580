import { nameOf, type Difference } from '../../model/catalog.js';
import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import { absentTables, unrecordedTables } from '../tracker/tables.js';
import { attributesOf, evidenceOf } from './evidence.js';

export default defineCheck({
  code: 'drift/deployed-differs',
  severity: 'error',
  title: 'The deployed database is not what its migrations build',
  why: 'Somebody changed it by hand, or a migration did something else there: the next migration was proven on a database that this one is not.',

  *find(facts) {
    const deployed = valueOf(facts.deployed);
    // Where the tracker is wrong as a whole, every object differs, and its own finding tells why.
    if (deployed === null || absentTables(facts) !== null || unrecordedTables(facts) !== null) return;
    const expected = valueOf(deployed.expected);
    for (const difference of valueOf(deployed.differences) ?? []) {
      yield {
        message: tell(difference),
        at: { catalog: 'deployed', object: difference.object },
        evidence: evidenceOf(difference, expected),
        hint: advise(difference, facts),
      };
    }
  },
});

function tell(difference: Difference): string {
  const { object } = difference;
  const words: Readonly<Record<Difference['change'], string>> = {
    missing: `${object} is built by the applied migrations and not in the deployed database`,
    extra: `${object} is in the deployed database and not built by the applied migrations`,
    changed: `${object} is otherwise in the deployed database than the applied migrations build it: ${attributesOf(difference)}`,
  };
  return words[difference.change];
}

function advise({ change, object, actual }: Difference, { catalogs }: Facts): string {
  const isStillToCome = valueOf(catalogs.replayed)?.objects.some((each) => nameOf(each) === object) === true;
  if (change === 'extra' && actual !== null && isStillToCome) {
    return 'A migration that is still to run creates it as well, and would fail there: undo it by hand, or guard the migration with IF NOT EXISTS.';
  }
  return 'If the database is right, write the change into a migration with a guard, as in IF NOT EXISTS; if the history is right, take the change back by hand.';
}
