/** The fixture of each `tracker/*` code: diagnosed by that name, repaired, and then not found any more. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { playDeployed } from '../../../scripts/play-deployed.js';
import { status } from '../../../src/commands/status.js';
import type { Surroundings } from '../../../src/commands/surroundings.js';
import { changeTrackerOf } from '../../../src/commands/tracker.js';
import { parseArguments } from '../../../src/inputs/arguments.js';
import type { Options } from '../../../src/inputs/table.js';

const FOLDER = 'migrations-fixtures/tracker';
const SLUGS = readdirSync(FOLDER).filter((slug) => existsSync(join(FOLDER, slug, 'bad', 'database.sql')));

/** No tracker can mend these: the finding says what does. */
const LEFT: Readonly<Record<string, string>> = {
  'other-tracker': 'refused',
  'skipped-entry': 'nothing-to-do',
  'missing-while-populated': 'refused',
};

function optionsOf(slug: string, command: string, flags: readonly string[]): Options {
  const project = ['--working-directory', resolve(FOLDER, slug, 'bad'), '--migrations', 'drizzle'];
  const invocation = parseArguments([command, ...project, '--postgres', 'embedded', ...flags]);
  if (!('options' in invocation)) throw new Error('the arguments ask for no command');
  return invocation.options;
}

test.each(SLUGS)('%s', async (slug) => {
  await using deployed = await playDeployed(readFileSync(join(FOLDER, slug, 'bad', 'database.sql'), 'utf8'));
  const surroundings: Surroundings = {
    connections: { postgres: null, database: { url: deployed.url, variable: 'DATABASE_URL', isNamed: true } },
    impliedBase: { kind: 'none', reason: 'no base branch was named' },
    distrust: null,
  };
  const diagnose = async (): Promise<readonly string[]> => {
    const { environments } = await status(optionsOf(slug, 'status', []), surroundings, {});
    return environments.flatMap(({ status: { findings } }) => findings.map(({ code }) => code));
  };
  expect(await diagnose()).toContain(`tracker/${slug}`);
  const options = optionsOf(slug, 'repair', ['--yes', '--orphans', 'drop']);
  const { outcome, findings } = await changeTrackerOf('repair', options, surroundings, () => {});
  const expected = LEFT[slug] ?? 'applied';
  expect({ outcome, codes: findings.map(({ code }) => code) }).toEqual({
    outcome: expected,
    codes: expected === 'refused' ? ['release/needs-baseline'] : [],
  });
  if (expected === 'applied') expect(await diagnose()).toEqual([]);
});
