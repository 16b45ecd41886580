/** Pages of the findings: the header from the check, the example from a real run over its fixture. */
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from '../../src/model/check.js';
import type { Code } from '../../src/model/finding.js';
import { renderFinding } from '../../src/report/pretty/finding.js';
import { createStyle } from '../../src/report/pretty/style.js';
import { runFixture } from '../run-fixture.js';
import { findCodes } from './checks.js';
import { replaceBetween, type GeneratedFile } from './file.js';

/** A page per code, and their index. Throws where a page lacks its markers. */
export async function generateDocs(): Promise<GeneratedFile[]> {
  const codes = await findCodes();
  const rules = new Map<Code, Check>();
  for (const code of codes) rules.set(code, await loadCheck(code));
  const pages = await mapInLanes([...rules], ([code, rule]) => generatePage(code, rule));
  const rows = [...rules].map(
    ([code, { severity, title }]) => `| [\`${code}\`](${code}.md) | ${severity} | ${title} |`,
  );
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

const LANES = 3;

/** Several at a time, in the order of the items: each run waits for a server and for children of its own. */
async function mapInLanes<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await map(next[1]);
  };
  await Promise.all(Array.from({ length: LANES }, work));
  return results;
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
  const { verdict, sources } = await runFixture(folder);
  const finding = verdict.projects[0]?.findings.find((each) => each.code === code);
  if (finding === undefined) throw new Error(`"${folder}" does not raise "${code}"`);
  const lines = renderFinding(finding, { style: createStyle(false), sources, width: 100 });
  return ['## Example', '', '```text', lines.join('\n').trimEnd(), '```'].join('\n');
}
