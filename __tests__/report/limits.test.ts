import { expect, test } from '@jest/globals';
import { renderAnnotations, renderWorkflowCommands } from '../../src/report/annotations.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { renderPretty } from '../../src/report/pretty.js';
import { readMarkdown } from './markdown-reader.js';
import { manyFindings, projectOf, verdictOf } from './verdicts.js';

const COUNTS = [0, 1, 5, 6, 40, 200, 5000];
const LIMITS = [2000, 4000, 65_536, 1_048_576];

test.each(COUNTS.flatMap((count) => LIMITS.map((limit) => [count, limit])))(
  '%i findings in %i bytes: worst first, whole, and all of them counted',
  (count, limit) => {
    const findings = manyFindings(count);
    const markdown = renderMarkdown(verdictOf(projectOf({ findings })), { sources: new Map(), limit });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(limit);
    const { outline, html } = readMarkdown(markdown);
    expect(html.filter((text) => text.startsWith('<details>'))).toHaveLength(
      html.filter((text) => text === '</details>').length,
    );
    const inFull = outline.filter((type) => type === 'heading 4').length;
    const inLines = outline.filter((type) => type === 'listItem').length;
    const leftOut = Number(/… and ([\d,]+) more/.exec(markdown)?.[1]?.replace(',', '') ?? 0);
    expect(inFull + inLines + leftOut).toBe(count);
    expect(markdown.indexOf('❌ column')).toBeLessThan(count === 0 ? 0 : markdown.indexOf('⚠️ table') + 1 || limit);
  },
);

test('a statement of a megabyte is cut at a line, before its fence', () => {
  const text = 'SELECT 1; -- `````\n'.repeat(60_000);
  const [finding] = manyFindings(1);
  const findings = [{ ...finding, evidence: [{ kind: 'sql', text }] }] as never;
  const markdown = renderMarkdown(verdictOf(projectOf({ findings })), { sources: new Map(), limit: 65_536 });
  expect(Buffer.byteLength(markdown)).toBeLessThan(8000);
  expect(readMarkdown(markdown).outline.filter((type) => type === 'code')).toHaveLength(1);
});

test('many projects share the room', () => {
  const projects = Array.from({ length: 8 }, (_, index) =>
    projectOf({ config: `shop-${index}.ts`, findings: manyFindings(500) }),
  );
  const markdown = renderMarkdown(verdictOf(...projects), { sources: new Map(), limit: 65_536 });
  expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(65_536);
  for (const { config } of projects) expect(markdown).toContain(`\`${config}\``);
});

test('ten annotations of each level, the worst first, the rest counted', () => {
  const annotations = renderAnnotations(verdictOf(projectOf({ findings: manyFindings(800) })));
  const levels = annotations.shown.map(({ level }) => level);
  expect(levels).toEqual([...Array<string>(10).fill('error'), ...Array<string>(10).fill('warning')]);
  expect(annotations.leftOut).toBe(780);
  expect(renderWorkflowCommands(annotations)).toMatch(/\n780 more findings: .*\n$/);
});

test('annotations name files from the root of the repository', () => {
  const { shown } = renderAnnotations(verdictOf(projectOf({ findings: manyFindings(1) })), 'packages/shop');
  expect(shown[0]?.place?.file).toBe('packages/shop/drizzle/0000_orders_0.sql');
});

test.each([200, 5000])('%i findings at a terminal fit into a few screens', (count) => {
  const text = renderPretty(verdictOf(projectOf({ findings: manyFindings(count) })), new Map(), {
    color: false,
    width: 100,
  });
  expect(text.split('\n').length).toBeLessThan(280);
});

test('a verdict that failed without a finding does not say that nothing was found', () => {
  const checks = [{ id: 'declared', status: 'failed', reason: 'the schema cannot be loaded' }] as const;
  const verdict = { ...verdictOf(projectOf({ checks })), verdict: 'failed' } as const;
  const text = renderPretty(verdict, new Map(), { color: false, width: 100 });
  expect(text).toContain('failed: not every check could finish in 42 migrations');
  expect(text).toContain('not finished: declared (the schema cannot be loaded)');
});
