/**
 * `npm run corpus -- <folder> [provider]`: runs the built command line over every history that the folder's
 * `expectations.json` lists, and holds what it says against what was observed there by hand. Prints Markdown.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from '../src/model/finding.js';
import type { ProjectVerdict, Verdict } from '../src/model/verdict.js';

interface Observed {
  readonly repo: string;
  readonly path: string;
  readonly replay: { readonly oneTransaction: 'ok' | 'fails'; readonly sqlstate?: string; readonly prelude?: string };
  readonly anomalies: Readonly<Record<string, readonly string[]>>;
  readonly drift: {
    readonly inSnapshotNotInDatabase: readonly ObservedObject[];
    readonly inDatabaseNotInSnapshot: readonly ObservedObject[];
  };
}

interface ObservedObject {
  readonly kind: string;
  readonly table?: string;
  readonly name: string;
}

const [corpus = '', provider = 'auto'] = process.argv.slice(2);
const { repositories } = JSON.parse(readFileSync(join(corpus, 'expectations.json'), 'utf8')) as {
  repositories: readonly Observed[];
};

const execute = promisify(execFile);

/** The report of one run. An exit code of 1 is a verdict like any other. */
async function run(observed: Observed, bootstrap: readonly string[]): Promise<ProjectVerdict> {
  const flags = ['--migrations', join(corpus, observed.path), '--postgres', provider, '--format', 'json', ...bootstrap];
  const { stdout } = await execute(process.execPath, ['dist/cli/index.js', 'check', ...flags], {
    maxBuffer: 2 ** 28,
  }).catch((error: { code: number; stdout: string; stderr: string }) => {
    if (error.code === 1) return error;
    throw new Error(`${observed.repo}: exit ${error.code}: ${error.stderr}`);
  });
  return (JSON.parse(stdout) as Verdict).projects[0] as ProjectVerdict;
}

/** Observed objects without a finding that names them. */
function unreported(observed: Observed, findings: readonly Finding[]): string[] {
  const places = findings.flatMap(({ location, message }) => ('object' in location ? [location.object] : [message]));
  const { inSnapshotNotInDatabase, inDatabaseNotInSnapshot } = observed.drift;
  const names = new Set([...inSnapshotNotInDatabase, ...inDatabaseNotInSnapshot].map(({ name }) => name.slice(0, 63)));
  return [...names].filter((name) => !places.some((place) => place.includes(name)));
}

function countByCode(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => `${code} ${count}`).join('<br>');
}

console.log('| history | entries | server | replay | observed drift not reported | findings by code | s |');
console.log('| --- | --: | --- | --- | --- | --- | --: |');
for (const observed of repositories) {
  const { prelude } = observed.replay;
  const variants = prelude === undefined ? [[]] : [[], ['--bootstrap', join(corpus, prelude)]];
  for (const bootstrap of variants) {
    const project = await run(observed, bootstrap);
    const replay = project.checks.find(({ id }) => id === 'replay');
    const failure = project.findings.find(({ code }) => code === 'replay/statement-failed');
    const missed = replay?.status === 'passed' ? unreported(observed, project.findings).join(', ') || 'none' : '–';
    const name = `${observed.repo}${bootstrap.length > 0 ? ' with its platform' : ''}`;
    const outcome = failure?.message ?? replay?.status;
    const server = `${project.server?.provider} ${project.server?.version}`;
    console.log(
      `| ${name} | ${project.entries} | ${server} | ${outcome} | ${missed} | ${countByCode(project.findings)} | ${(project.timings.totalMs / 1000).toFixed(1)} |`,
    );
  }
}
