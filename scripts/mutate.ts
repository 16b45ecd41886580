/**
 * `npm run mutate -- <folder> [embedded|local]`: takes every history that the folder's `expectations.json` lists and that
 * agrees with its snapshot, makes single changes to the database and to the snapshot, one kind after the other, and holds
 * against them what the comparison says: one difference, of the right object. Prints Markdown; exit code 1 where it says
 * anything else.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setAssetRoot } from '../src/assets.js';
import { startServer } from '../src/postgres/servers/start-server.js';
import type { Observed } from './corpus/observed.js';
import type { Mutation } from './mutate/mutate-database.js';
import { mutateHistory } from './mutate/mutate-history.js';

setAssetRoot(resolve('build/src'));

const [corpus = '', provider = 'embedded'] = process.argv.slice(2);
const { repositories } = JSON.parse(readFileSync(join(corpus, 'expectations.json'), 'utf8')) as {
  repositories: readonly Observed[];
};

function say(mutations: readonly Mutation[]): string {
  const made = mutations.filter(({ change }) => change !== null);
  const right = made.filter(({ faults }) => faults.length === 0);
  return `${right.length} of ${made.length}`;
}

console.log('| history | differences as it is | changes to the database told | changes to the snapshot told | s |');
console.log('| --- | --: | --: | --: | --: |');
const faults: string[] = [];
for (const { repo, path, replay } of repositories) {
  // A platform's own objects are no drift, and nothing that should be changed.
  if (replay.oneTransaction !== 'ok') continue;
  const start = performance.now();
  await using server = await startServer({
    provider: provider as 'embedded' | 'local',
    version: null,
    image: null,
    givenUrl: null,
    extensions: ['vector', 'pgcrypto'],
  });
  const { differences, database, snapshot } = await mutateHistory(path, resolve(corpus), server);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`| ${repo} | ${differences.length} | ${say(database)} | ${say(snapshot)} | ${seconds} |`);
  for (const { kind, change, faults: found } of [...database, ...snapshot]) {
    faults.push(...found.map((fault) => `${repo}: ${kind} (${change?.change} ${change?.object}), ${fault}`));
  }
}
for (const fault of faults) console.log(`\n- ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
