/** How time and memory grow with the history: synthetic ones, each twice or more the size of the one before. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, type Measurement } from './measure.js';
import { writeHistory, type Size } from './synthesize.js';

const SIZES: readonly Size[] = [
  { migrations: 50, tables: 10 },
  { migrations: 200, tables: 80 },
  { migrations: 1000, tables: 400 },
  { migrations: 5000, tables: 2000 },
];

/** Prints a row per size, then the exponents between the two largest. */
export async function benchmarkGrowth(provider: string, flags: readonly string[]): Promise<void> {
  console.log(`\n| migrations | tables | ${provider} s | processor s | peak MiB |\n| --: | --: | --: | --: | --: |`);
  const rows: (Measurement & Size)[] = [];
  for (const size of SIZES) {
    const row = { ...size, ...(await checkSynthetic(size, provider, flags)) };
    rows.push(row);
    const peak = row.peakMiB?.toFixed(0) ?? '–';
    console.log(
      `| ${size.migrations} | ${size.tables} | ${row.seconds.toFixed(2)} | ${row.cpuSeconds.toFixed(2)} | ${peak} |`,
    );
  }
  const [small, large] = rows.slice(-2);
  if (small === undefined || large === undefined) return;
  const exponent = (pick: (row: Measurement) => number): string =>
    (Math.log(pick(large) / pick(small)) / Math.log(large.migrations / small.migrations)).toFixed(2);
  const memory = exponent(({ peakMiB }) => peakMiB ?? Number.NaN);
  console.log(
    `\nExponent from ${small.migrations} to ${large.migrations}: time ${exponent((row) => row.cpuSeconds)}, memory ${memory}.`,
  );
}

async function checkSynthetic(size: Size, provider: string, flags: readonly string[]): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'gatekeeper-bench-'));
  try {
    writeHistory(join(folder, 'drizzle'), size);
    const argv = [
      join(process.cwd(), 'build/dist/cli/index.js'),
      'check',
      '--migrations',
      'drizzle',
      '--postgres',
      provider,
    ];
    return await measure([...argv, '--format', 'json', ...flags], { sampleMemory: true, cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
