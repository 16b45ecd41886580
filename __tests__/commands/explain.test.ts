/** `explain`: the pages that ship with the gate. */
import { afterEach, expect, test } from '@jest/globals';
import { packagedPath, setAssetRoot } from '../../src/assets.js';
import { CHECKS } from '../../src/checks/registry.js';
import { choosePages, readPages } from '../../src/commands/explain.js';
import type { CannotJudge } from '../../src/model/cannot-judge.js';
import { FAMILIES } from '../../src/model/finding.js';
import type { Page } from '../../src/model/page.js';
import { RELEASE_CODES } from '../../src/model/release-codes.js';
import { renderListMarkdown, renderListPretty } from '../../src/report/page/list.js';
import { renderPageJson, renderPagePretty } from '../../src/report/page/page.js';
import { columnsOf } from '../../src/report/pretty/width.js';
import { resolve } from 'node:path';
import { writeFiles } from '../project/write-files.js';

const pages = await readPages();

afterEach(() => setAssetRoot(resolve('build/src')));

test('every code that can be reported has its page, and no other', () => {
  const codes = [...CHECKS.map(({ code }) => code), ...Object.keys(RELEASE_CODES)];
  expect(pages.map(({ code }) => code)).toEqual(codes.sort());
  expect(pages.filter(({ code, title }) => title === code)).toEqual([]);
});

test.each(pages)('$code is Markdown without marks, with links that lead somewhere', ({ code, title, markdown }) => {
  expect(markdown.startsWith(`# ${title}\n\n\`${code}\` · `)).toBe(true);
  expect(markdown).not.toMatch(/<!--|\n{3}|\]\((?!https:\/\/)/);
  expect(markdown.match(/^## /gm)?.length).toBeGreaterThanOrEqual(4);
});

test.each([
  ['drift/differs', ['drift/differs']],
  ['allow', ['allow/expired', 'allow/from-fork', 'allow/unmatched', 'allow/without-reason']],
])('"%s" names %j', (operand, codes) => {
  expect([choosePages(pages, operand)].flat().map(({ code }) => code)).toEqual(codes);
});

test('without an operand all are listed, a line each, a paragraph for each family', () => {
  expect(choosePages(pages, null)).toBe(pages);
  const families = renderListPretty(pages).trimEnd().split('\n\n');
  expect(families.map((lines) => lines.split('/')[0])).toEqual([...FAMILIES].sort());
  expect(families.join('\n').split('\n')).toHaveLength(pages.length);
  expect(renderListMarkdown(pages)).toContain('\n- `drift/differs`: The schema declares another form than');
});

test.each([
  ['drift/difers', 'Use drift/differs.'],
  ['create-table', 'Use idempotency/create-table.'],
  ['statement-failed', 'Use release/statement-failed or replay/statement-failed.'],
  ['tracker/wrong', 'Use tracker/wrong-type or tracker/wrong-unit.'],
  ['unique', 'Use replay/unique-on-existing-rows.'],
  ['../../package', 'Run "drizzle-gatekeeper explain" for all codes.'],
  ['', 'Run "drizzle-gatekeeper explain" for all codes.'],
])('there is no "%s": %s', (operand, hint) => {
  const failure = failureOf(() => choosePages(pages, operand));
  expect(failure.message).toBe(`there is no finding "${operand}"`);
  expect(failure.hint).toBe(hint);
});

test.each(pages)('$code on a narrow terminal keeps to its width, and loses no word', (page) => {
  const text = renderPagePretty(page, { color: false, width: 60 });
  const prose = text.split('\n').filter((line) => !/^ {4}|^\||https:|`/.test(line));
  expect(prose.filter((line) => columnsOf(line) > 60)).toEqual([]);
  expect(wordsOf(text)).toEqual(wordsOf(page.markdown.replace(/^```.*\n/gm, '')));
});

test('on a terminal headings are bold, commands whole and painted, code is indented', () => {
  const text = renderPagePretty(pageOf('drift/differs'), { color: true, width: 80 });
  expect(text.split('\n\n')[0]).toBe('\u001b[1mThe schema declares another form than the migrations build\u001b[22m');
  expect(text).toContain('\u001b[36m`npx drizzle-kit generate --custom`\u001b[39m');
  expect(text).toContain('\n    error[drift/differs]: column public.orders.shipped_at');
  expect(text).not.toMatch(/^(?:#|```)/m);
});

test('as JSON a page is what it is as Markdown', () => {
  const { code, title, markdown } = pageOf('history/missing-tag');
  expect(JSON.parse(renderPageJson(pageOf('history/missing-tag')))).toEqual({
    schemaVersion: 1,
    code,
    title,
    markdown,
  });
});

test.each(['dist', 'build/src'])(
  'pages are found from "%s" of an installation, and missed where they are not',
  (place) => {
    using folder = writeFiles({ 'docs/findings/drift/differs.md': '# Differs\n', [`${place}/cli/index.js`]: '' });
    setAssetRoot(resolve(folder.path, place));
    expect(packagedPath('docs/findings')).toBe(resolve(folder.path, 'docs/findings'));
    expect(() => packagedPath('docs/guides')).toThrow('the installation lacks');
  },
);

function pageOf(wanted: string): Page {
  const page = pages.find(({ code }) => code === wanted);
  if (page === undefined) throw new Error(`no page "${wanted}"`);
  return page;
}

/** Letters and digits alone: what marks a heading, a list, a link or a fence is no word. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function failureOf(call: () => unknown): CannotJudge {
  try {
    call();
  } catch (error) {
    return error as CannotJudge;
  }
  throw new Error('nothing was thrown');
}
