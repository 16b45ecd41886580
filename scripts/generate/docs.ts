/** Pages of the findings: the header from the check, the example from a real run over its fixture. */
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from '../../src/commands/check.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import type { Check } from '../../src/model/check.js';
import type { Code } from '../../src/model/finding.js';
import type { Verdict } from '../../src/model/verdict.js';
import { renderPretty } from '../../src/report/pretty.js';
import { findCodes } from './checks.js';
import { replaceBetween, type GeneratedFile } from './file.js';

/** A page per code, and their index. Throws where a page lacks its markers. */
export async function generateDocs(): Promise<GeneratedFile[]> {
  const pages: GeneratedFile[] = [];
  const rows: string[] = [];
  for (const code of await findCodes()) {
    const rule = await loadCheck(code);
    pages.push(await generatePage(code, rule));
    rows.push(`| [\`${code}\`](${code}.md) | ${rule.severity} | ${rule.title} |`);
  }
  const index = [
    '# Findings',
    '',
    'Every code that the gate can report. A code is permanent; its severity may be set by the team where the page says so.',
    '',
    '| code | severity | what it says |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  return [...pages, { path: 'docs/findings/README.md', content: index }];
}

async function loadCheck(code: Code): Promise<Check> {
  const module = (await import(pathToFileURL(resolve('build/src/checks', `${code}.js`)).href)) as { default: Check };
  return module.default;
}

async function generatePage(code: Code, rule: Check): Promise<GeneratedFile> {
  const path = `docs/findings/${code}.md`;
  const text = await readFile(path, 'utf8');
  const header = [`# ${rule.title}`, '', `\`${code}\` · ${rule.severity}`, '', rule.why].join('\n');
  return { path, content: replaceBetween(replaceBetween(text, 'header', header), 'example', await exampleOf(code)) };
}

/** What the gate prints about this code over the fixture; a code that no project on disk can show has none. */
async function exampleOf(code: Code): Promise<string> {
  const folder = join('migrations-fixtures', code, 'bad');
  if (!existsSync(folder)) return '';
  const { verdict, sources } = await check(fixtureOptions(folder), { postgres: null, database: null });
  const text = renderPretty(only(verdict, code), sources, { color: false, width: 100 });
  return ['## Example', '', '```text', text.trimEnd(), '```'].join('\n');
}

function fixtureOptions(folder: string): Parameters<typeof check>[0] {
  const project = existsSync(join(folder, 'drizzle.config.ts')) ? [] : ['--migrations', 'drizzle'];
  const invocation = parseArguments(['check', '--working-directory', folder, '--postgres', 'embedded', ...project]);
  if (invocation.command !== 'check') throw new Error('the arguments ask for no check');
  return invocation.options;
}

/** The finding alone, and nothing that changes from run to run. */
function only(verdict: Verdict, code: Code): Verdict {
  const timings = { totalMs: 0, serverMs: 0, replayMs: 0, schemaMs: 0, compareMs: 0 };
  const projects = verdict.projects.map((project) => ({
    ...project,
    timings,
    checks: [],
    findings: project.findings.filter((finding) => finding.code === code),
  }));
  return { ...verdict, projects };
}
