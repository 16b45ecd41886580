import { describe, expect, test } from '@jest/globals';
import { renderAnnotations, renderWorkflowCommands } from '../../src/report/annotations.js';
import { renderJson } from '../../src/report/json.js';
import { renderFailure, renderMarkdown } from '../../src/report/markdown.js';
import { renderPretty } from '../../src/report/pretty.js';
import { ADDRESS, CASES, COMMAND, CONTROLS, MENTION, OUR_HTML, REFERENCE } from './hostile-patterns.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { readMarkdown, type Reading } from './markdown-reader.js';
import { hostileExample } from './verdicts.js';

const LINKS = {
  file: () => 'https://github.example/shop/blob/main/orders.sql',
  page: () => 'https://github.example/page',
};
const OURS = new Set([LINKS.file(), LINKS.page()]);

test('there are enough of them', () => {
  expect(new Set(HOSTILE_TEXTS).size).toBeGreaterThanOrEqual(60);
});

describe.each(CASES)('Markdown with %s', (_, text) => {
  const { verdict, sources } = hostileExample(text);
  const reading = readMarkdown(renderMarkdown(verdict, { sources, limit: 1_000_000, links: LINKS }));

  test('links to nothing but our pages', () => {
    expect(reading.links.filter((url) => !OURS.has(url))).toEqual([]);
    expect(reading.prose).not.toMatch(ADDRESS);
  });

  test('mentions nobody and refers to nothing', () => {
    expect(reading.prose).not.toMatch(MENTION);
    expect(reading.prose).not.toMatch(REFERENCE);
  });

  test('holds no HTML but ours, no picture, no foreign heading, and whole tables', () => {
    expect(reading.html.filter((html) => !OUR_HTML.test(html))).toEqual([]);
    expectFrame(reading);
  });

  test('plants no hidden marker and no workflow command, not even in code', () => {
    const markdown = renderMarkdown(verdict, { sources, limit: 1_000_000 });
    expect(markdown).not.toContain('<!--');
    expect(markdown).not.toMatch(COMMAND);
  });
});

/** One title, one heading a finding, five rows of two cells; folds are closed. */
function expectFrame({ outline, cells, html }: Reading): void {
  const count = (type: string): number => outline.filter((each) => each === type).length;
  expect(outline.filter((type) => type.startsWith('heading'))).toEqual([
    'heading 2',
    'heading 4',
    'heading 4',
    'heading 4',
  ]);
  expect(cells).toEqual([2, 2, 2, 2, 2, 2]);
  for (const type of [
    'image',
    'imageReference',
    'linkReference',
    'definition',
    'footnoteReference',
    'blockquote',
    'delete',
    'emphasis',
    'thematicBreak',
  ]) {
    expect([type, count(type)]).toEqual([type, 0]);
  }
  expect(count('strong')).toBe(2);
  expect(html.filter((text) => text.startsWith('<details>'))).toHaveLength(6);
  expect(html.filter((text) => text === '</details>')).toHaveLength(6);
}

describe.each(CASES)('what could not be judged, with %s', (_, text) => {
  test('is told in code and prose alone', () => {
    const { outline, links, html, prose } = readMarkdown(renderFailure(text, text));
    expect(links).toEqual([]);
    expect(html).toEqual([]);
    expect(prose).not.toMatch(MENTION);
    expect(outline.slice(0, 4)).toEqual(['root', 'heading 2', 'text', 'code']);
    expect(outline[4]).toBe('paragraph');
  });
});

describe.each(CASES)('the terminal with %s', (_, text) => {
  const { verdict, sources } = hostileExample(text);

  test('gets no control character and no line that is a workflow command', () => {
    const printed = renderPretty(verdict, sources, { color: false, width: 100 });
    expect(printed.replaceAll(/[\n\u200b]/g, '')).not.toMatch(CONTROLS);
    expect(printed).not.toMatch(COMMAND);
    expect(printed.trimEnd().split('\n').at(-1)).toMatch(/^failed: 2 errors, 1 warning in 42 migrations/);
  });
});

describe.each(CASES)('annotations with %s', (_, text) => {
  const { verdict } = hostileExample(text);

  test('are one command each, with our properties alone', () => {
    const lines = renderWorkflowCommands(renderAnnotations(verdict)).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).toMatch(/^::(?:error|warning) (?:file=[^:,\r]*,line=\d+,endLine=\d+,)?title=[\w%/-]+::[^\r]*$/);
    }
  });
});

describe.each(CASES)('JSON with %s', (_, text) => {
  const { verdict } = hostileExample(text);

  test('says exactly what it was given, in printable characters', () => {
    const json = renderJson(verdict);
    expect(JSON.parse(json)).toEqual(verdict);
    expect(json).not.toMatch(COMMAND);
    expect(json.replaceAll('\n', '')).not.toMatch(/(?!\u200d)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
  });
});
