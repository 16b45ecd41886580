/**
 * `npm run corpus -- <folder> [provider]`: runs the built command line over every history that the folder's
 * `expectations.json` lists, and holds what it says against what was observed there by hand. Prints Markdown.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { ProjectVerdict, Verdict } from '../src/model/verdict.js';
import { compareAnomalies, compareDrift, compareReplay } from './corpus/compare.js';
import type { Observed } from './corpus/observed.js';

const [corpus = '', provider = 'auto'] = process.argv.slice(2);
const { repositories } = JSON.parse(readFileSync(join(corpus, 'expectations.json'), 'utf8')) as {
  repositories: readonly Observed[];
};

const execute = promisify(execFile);

/** The report of one run. An exit code of 1 is a verdict like any other. */
async function run({ repo, path }: Observed, bootstrap: string | null): Promise<ProjectVerdict> {
  const flags = ['--migrations', path, '--postgres', provider, '--format', 'json'];
  if (bootstrap !== null) flags.push('--bootstrap', bootstrap);
  const cli = resolve(process.env['GATEKEEPER_DIST'] ?? 'dist', 'cli/index.js');
  const { stdout } = await execute(process.execPath, [cli, 'check', ...flags], {
    cwd: corpus,
    maxBuffer: 2 ** 28,
  }).catch((error: { code: number; stdout: string; stderr: string }) => {
    if (error.code === 1) return error;
    throw new Error(`${repo}: exit ${error.code}: ${error.stderr}`);
  });
  return (JSON.parse(stdout) as Verdict).projects[0] as ProjectVerdict;
}

function countIdempotency({ findings }: ProjectVerdict): number {
  return findings.filter(({ code }) => code.startsWith('idempotency/')).length;
}

function printRow(cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

printRow([
  'history',
  'entries',
  'server',
  'replay',
  'anomalies',
  'drift as observed',
  'observed, not reported',
  'reported, not observed',
  'idempotency',
  's',
]);
printRow(['---', '--:', '---', '---', '---', '--:', '---', '---', '--:', '--:']);
for (const observed of repositories) {
  const { prelude } = observed.replay;
  for (const bootstrap of prelude === undefined ? [null] : [null, prelude]) {
    const project = await run(observed, bootstrap);
    const drift = compareDrift(observed, project);
    printRow([
      `${observed.repo}${bootstrap === null ? '' : ' with its platform'}`,
      project.entries,
      `${project.server?.provider} ${project.server?.version}`,
      compareReplay(observed, project, bootstrap !== null),
      compareAnomalies(observed, project),
      drift.alike,
      drift.missed.join('<br>') || 'none',
      drift.more.join('<br>') || 'none',
      countIdempotency(project),
      (project.timings.totalMs / 1000).toFixed(1),
    ]);
  }
}
