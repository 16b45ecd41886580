/** What stands in a report, and where. */
import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.js';
import { clip } from '../../src/report/clip.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { renderDriftDdl } from '../../src/report/markdown/drift-ddl.js';
import { EXAMPLES, manyFindings, projectOf, verdictOf } from './verdicts.js';

const HALF = /\p{Cs}/u;

function lacking(...texts: readonly string[]): Finding[] {
  return texts.map((text, index) => ({
    code: 'drift/never-created',
    severity: 'error',
    message: `table "orders_${index}" is declared, and no migration creates it`,
    location: { catalog: 'declared', object: `table public.orders_${index}` },
    evidence: [{ kind: 'sql', text }],
  }));
}

const ddlOf = (...texts: readonly string[]): string =>
  renderDriftDdl(projectOf({ findings: lacking(...texts) })).join('\n');

test('a report says things in the order in which they are asked', () => {
  const [project] = EXAMPLES['families']?.verdict.projects ?? [];
  if (project === undefined) throw new Error('there is no such example');
  const findings = [...project.findings, ...lacking('CREATE TABLE "refunds" ();', 'CREATE TABLE "returns" ();')];
  const markdown = renderMarkdown(verdictOf({ ...project, findings }), { sources: new Map(), limit: 1_000_000 });
  const parts = [
    '## ❌ Drizzle Gatekeeper failed',
    '| history',
    '| tracker',
    '**A deploy would run**',
    '**A deploy would skip**',
    '#### ❌',
    '#### ⚠️',
    '#### ℹ️',
    '🧱 SQL from what',
    '🗺️',
    'erDiagram',
    '🔀',
    'gitGraph',
    'PostgreSQL 18.6',
    'drizzle-kit 0.31',
    'drizzle-orm',
    'Skipped: ',
  ];
  const places = parts.map((part) => markdown.indexOf(part));
  expect(parts.filter((_, index) => places[index] === -1)).toEqual([]);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

describe('the SQL of the drift', () => {
  test('is gathered where several findings have some, each statement once', () => {
    expect(ddlOf('CREATE TABLE "orders" ();')).toBe('');
    const text = ddlOf('CREATE TABLE "orders" ();', 'CREATE TABLE "invoices" ();', 'CREATE TABLE "orders" ();');
    expect(text.match(/^CREATE TABLE .*$/gm)).toEqual(['CREATE TABLE "orders" ();', 'CREATE TABLE "invoices" ();']);
  });

  test('of very much shows some, and counts the rest', () => {
    const text = ddlOf(...Array.from({ length: 75 }, (_, index) => `CREATE TABLE "orders_${index}" ();`));
    expect(text.match(/^CREATE TABLE/gm)).toHaveLength(60);
    expect(text).toContain('-- and 15 more statements');
  });
});

test.each(Array.from({ length: 12 }, (_, index) => index + 2))('%i units are cut between characters', (most) => {
  const text = clip('🧾a🧾🧾b🧾🧾🧾c🧾', most);
  expect(text.length).toBeLessThanOrEqual(most);
  expect(text).not.toMatch(HALF);
});

test.each([2000, 2001, 2002, 2003, 2500, 4001, 65_536])('a report of %i bytes cuts no character', (limit) => {
  const findings = manyFindings(60).map((finding, index) => ({
    ...finding,
    message: `${'x'.repeat(index)}${'🧾'.repeat(900)}`,
  }));
  const markdown = renderMarkdown(verdictOf(projectOf({ findings })), { sources: new Map(), limit });
  expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(limit);
  expect(markdown).not.toMatch(HALF);
});
