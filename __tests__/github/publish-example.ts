/** Publishes one of the hand-made verdicts, as the Action's shell does. Arguments: name of the example, root. */
import { maskSecrets } from '../../src/github/mask.js';
import { publish, publishFailure } from '../../src/github/publish.js';
import { EXAMPLES, hostileExample, manyFindings, projectOf, verdictOf } from '../report/verdicts.js';
import { HOSTILE_TEXTS } from '../report/hostile-texts.js';

const [name = '', root = ''] = process.argv.slice(2);
const [, count] = /^many (\d+)$/.exec(name) ?? [];
const many = {
  verdict: verdictOf(projectOf({ findings: manyFindings(Number(count ?? 0)) })),
  sources: new Map<string, string>(),
};
const fleet = {
  verdict: verdictOf(...['shop.ts', 'billing.ts'].map((config) => projectOf({ config, findings: manyFindings(3) }))),
  sources: new Map<string, string>(),
};
const numbered = /^\d+$/.test(name) ? hostileExample(HOSTILE_TEXTS[Number(name)] ?? '') : EXAMPLES[name];
const example = name === 'fleet' ? fleet : count === undefined ? numbered : many;
if (name === 'masked') {
  maskSecrets(['postgres://gate:p%40ss%2Fw%C3%B6rd@db.internal/shop', 'postgres://gate:postgres@db/shop']);
} else if (example === undefined) {
  await publishFailure({ message: 'no config was found', hint: 'Name one by --config.\n::error::and no more' });
} else {
  const writes = { comment: process.env['COMMENT'] !== 'off', suggestions: process.env['SUGGESTIONS'] !== 'off' };
  await publish({ ...example, root, rules: [], token: process.env['TOKEN'] ?? null, writes });
}
