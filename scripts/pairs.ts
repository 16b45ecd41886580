/**
 * `npm run pairs -- <folder> [local|embedded]`: takes the pairs of schemas that the folder's `verified_pairs_pg15.json`
 * lists, loads each into two databases of one server, and holds what the comparison says against what `pg_dump` showed:
 * pairs that differ are told in both directions, by the kinds that differ; equal ones, what a migration has made equal, and
 * every database against itself are silent. Prints Markdown; exit code 1 where it says anything else.
 */
import { resolve } from 'node:path';
import { setAssetRoot } from '../src/assets.js';
import { startServer } from '../src/postgres/servers/start-server.js';
import { judgePair } from './pairs/judge-pair.js';
import { dropRoles, listRoles } from './pairs/load.js';
import { readPairs } from './pairs/read-pairs.js';

setAssetRoot(resolve('build/src'));

const [folder = '', provider = 'local'] = process.argv.slice(2);
const { pairs, leftOut } = readPairs(folder);
await using server = await startServer({
  provider: provider as 'embedded' | 'local',
  version: provider === 'local' ? 15 : null,
  image: null,
  givenUrl: null,
  extensions: [],
});
await using desk = await server.createDatabase();
const sql = await desk.connect();
const roles = await listRoles(sql);
const faults: string[] = [];
const notes = leftOut.map((line) => `left out: ${line}`);
const sums = { differ: 0, equal: 0, migrated: 0, told: 0, right: 0, differences: 0 };
for (const pair of pairs) {
  const { differences, faults: found, untold } = await judgePair(server, pair);
  await dropRoles(sql, roles);
  sums[pair.differing.length > 0 ? 'differ' : 'equal'] += 1;
  sums.migrated += pair.migration === null ? 0 : 1;
  sums.told += differences.length > 0 ? 1 : 0;
  sums.right += found.length === 0 ? 1 : 0;
  sums.differences += differences.length;
  if (untold.length > 0) notes.push(`${pair.name}: nothing is told of ${untold.join(', ')}`);
  faults.push(...found.map((fault) => `${pair.name}: ${fault}`));
}
console.log(`PostgreSQL ${server.facts.version}, ${server.facts.provider}\n`);
console.log('| pairs | differ | told as different | equal | made equal by a migration | differences | as expected |');
console.log('| --: | --: | --: | --: | --: | --: | --: |');
const { differ, told, equal, migrated, differences, right } = sums;
console.log(`| ${[pairs.length, differ, told, equal, migrated, differences, right].join(' | ')} |`);
for (const note of notes) console.log(`\n- ${note}`);
for (const fault of faults) console.log(`\n- FAULT ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
