/**
 * `npm run crowd [-- <rounds> <processes>]` (25, 20): as many releases of one database at once. A round fails where a
 * migration did not run exactly once, or where a process ends with anything but "applied", "applied by another" or "nothing
 * to do". Needs an installed PostgreSQL.
 */
import { mkdirSync } from 'node:fs';
import { copyDatabase, inspect, prepare } from './faults/bench-database.js';
import { drive, STATES } from './faults/drive.js';
import { startNative } from './faults/native-server.js';
import { TAGS } from './faults/shop.js';

const [rounds = 25, processes = 20] = process.argv.slice(2).map(Number);
mkdirSync('build/faults', { recursive: true });
const server = await startNative();
if (server === null) {
  console.error('not tested: no PostgreSQL is installed');
  process.exitCode = 2;
} else {
  await using running = server;
  const states = await prepare(running, STATES);
  const outcomes = new Map<string, number>();
  const failures: string[] = [];
  const start = performance.now();
  for (let round = 1; round <= rounds; round += 1) {
    const template = round % 2 === 0 ? 'fresh' : 'started';
    await copyDatabase(running, template, 'crowd');
    const url = running.urlOf('crowd', 'owner');
    const mode = round % 3 === 0 ? 'own' : 'shared';
    const ended = await Promise.all(
      Array.from({ length: processes }, () => drive(url, mode, running.urlOf('postgres'))),
    );
    for (const { code, record, error } of ended) {
      const outcome = record?.outcome ?? 'nothing said';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (code !== 0) failures.push(`round ${round}: ${code} ${outcome} ${error}${JSON.stringify(record?.findings)}`);
    }
    const appliers = ended.filter(({ record }) => record?.outcome === 'applied');
    if (appliers.length !== 1) failures.push(`round ${round}: ${appliers.length} processes say that they applied`);
    const { applied, problems } = await inspect(running, 'crowd', states);
    failures.push(...problems.map((problem) => `round ${round}: ${problem}`));
    if (applied.join() !== TAGS.join()) failures.push(`round ${round}: applied is ${applied.join(', ')}`);
  }
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `${rounds} rounds of ${processes} processes on ${running.version} in ${seconds} s`,
    Object.fromEntries(outcomes),
  );
  console.log(failures.length === 0 ? 'each migration ran exactly once' : failures.join('\n'));
  process.exitCode = failures.length === 0 ? 0 : 1;
}
