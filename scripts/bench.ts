/**
 * `npm run bench -- [--runs N] [history folder …]`: times the gate over histories, on each provider at hand, beside the
 * floor in the same run. Machines are noisy: quote the medians and the ratio.
 */
import { measure, type Measurement } from './bench/measure.js';
import type { Verdict } from '../src/model/verdict.js';

const argv = process.argv.slice(2);
const at = argv.indexOf('--runs');
const runs = at === -1 ? 3 : Number(argv.splice(at, 2)[1]);
const folders = argv.length > 0 ? argv : ['migrations-fixtures/example/green/drizzle'];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function repeat(program: readonly string[]): Promise<Measurement[]> {
  await measure(program, false);
  const measurements: Measurement[] = [];
  for (let run = 0; run < runs; run++) measurements.push(await measure(program, run === 0));
  return measurements;
}

interface Row {
  readonly check: readonly Measurement[];
  readonly floor: readonly Measurement[];
}

/** null: the provider is not at hand. */
async function benchmark(folder: string, provider: string): Promise<Row | null> {
  const flags = ['--migrations', folder, '--postgres', provider, '--format', 'json'];
  const check = ['dist/cli/index.js', 'check', ...flags];
  if ((await measure(check, false)).exitCode === 2) return null;
  return { check: await repeat(check), floor: await repeat(['build/scripts/bench/floor.js', folder, provider]) };
}

function format(folder: string, provider: string, { check, floor }: Row): string {
  const seconds = median(check.map((each) => each.seconds));
  const least = median(floor.map((each) => each.seconds));
  const [project] = (JSON.parse(check[0]?.stdout ?? '{}') as Verdict).projects;
  const parts = Object.entries(project?.timings ?? {}).map(([name, value]) => `${name} ${value}`);
  const memory = check[0]?.peakMiB?.toFixed(0) ?? '–';
  const name = folder.split('/').slice(-4).join('/');
  return `| ${name} | ${project?.entries} | ${provider} | ${seconds.toFixed(2)} | ${least.toFixed(2)} | ${(seconds / least).toFixed(2)} | ${memory} | ${parts.join(', ')} |`;
}

console.log('| history | entries | provider | check s | floor s | ratio | peak MiB | parts of one run |');
console.log('| --- | --: | --- | --: | --: | --: | --: | --- |');
for (const folder of folders) {
  for (const provider of ['embedded', 'local']) {
    const row = await benchmark(folder, provider);
    if (row === null) console.log(`| ${folder} | | ${provider} | not at hand | | | | |`);
    else console.log(format(folder, provider, row));
  }
}
