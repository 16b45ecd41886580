import { describe, expect, test } from '@jest/globals';
import { renderJson } from '../../src/report/json.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { renderPretty } from '../../src/report/pretty.js';
import { redact, redactSources, redactVerdict } from '../../src/report/redact.js';
import { hostileExample } from './verdicts.js';

const PASSWORDS: readonly string[] = [
  's3cret!pw',
  'p@ss:w/rd',
  '100%sure',
  '50%25',
  `quo"te'back\\slash`,
  'größe-密码-🔑',
  'with space',
  '$1$&',
  '(.*)+[a-z]',
  'ALL_UPPER_9',
  '1234567890',
  'x'.repeat(4000),
];

const encoded = PASSWORDS.map((password): [string, string] => [
  password,
  `postgres://gate:${encodeURIComponent(password)}@db.internal:5432/shop`,
]);
const raw = PASSWORDS.filter((password) => !/[@:/ ]/.test(password)).map((password): [string, string] => [
  password,
  `postgresql://gate:${password}@db.internal/shop?sslmode=require`,
]);
const parameter = PASSWORDS.map((password): [string, string] => [
  password,
  `postgres://db.internal/shop?user=gate&password=${encodeURIComponent(password)}`,
]);

describe.each([...encoded, ...raw, ...parameter])('the password %p', (password, url) => {
  test.each([
    ['raw', password],
    ['percent-encoded', encodeURIComponent(password)],
    ['the connection string', url],
    ['in JSON', JSON.stringify({ password }).slice(13, -2)],
    ['in SQL', password.replaceAll("'", "''")],
  ])('%s', (_, spelling) => {
    const clean = redact(`connection to ${spelling} failed; ${spelling}`, [url]);
    expect(clean).not.toContain(spelling);
    expect(clean).toContain('connection to');
    expect(clean).toContain('failed');
  });

  test('in no report', () => {
    const { verdict, sources } = hostileExample(`${password} and ${url}`);
    const clean = redactVerdict(verdict, [url]);
    expect(renderJson(clean)).not.toContain(JSON.stringify(password).slice(1, -1));
    expect(renderPretty(clean, new Map(), { color: false, width: 100 })).not.toContain(password);
    expect(renderMarkdown(clean, { sources: new Map(), limit: 1_000_000 })).not.toContain(password);
    expect(sources.size).toBe(1);
  });
});

test.each([
  ['postgres', 'role "postgres" does not exist in schema public'],
  ['public', 'table public.orders'],
  ['1', 'statement 1 of 11'],
])('the common password "%s" leaves words alone, and goes where passwords stand', (password, text) => {
  const url = `postgres://gate:${password}@localhost/shop`;
  expect(redact(text, [url])).toBe(text);
  expect(redact(`password=${password} PGPASSWORD='${password}' ${url}`, [url])).toBe(
    "password=*** PGPASSWORD='***' ***",
  );
});

test.each([
  ['postgres://gate:hunter2@db/shop', 'postgres://gate:***@db/shop'],
  ['at postgresql://gate:a@b@db/shop?x=1 now', 'at postgresql://gate:***@db/shop?x=1 now'],
  ['postgres://db:5432/shop', 'postgres://db:5432/shop'],
  ['postgres://gate@db/shop', 'postgres://gate@db/shop'],
])('a connection string that nobody told of: %s', (text, clean) => {
  expect(redact(text, [])).toBe(clean);
});

test('sources keep their places', () => {
  const text = `CREATE SUBSCRIPTION orders CONNECTION 'postgres://gate:n3ver-say@db/shop';\nSELECT 1;`;
  const hidden = redactSources(new Map([['drizzle/0000.sql', text]]), ['postgres://gate:n3ver-say@db/shop']);
  expect(hidden.get('drizzle/0000.sql')).toBe(text.replace('postgres://gate:n3ver-say@db/shop', '*'.repeat(33)));
});

test('a password that is told alone', () => {
  expect(redact('the server refused hunter-2-hunter', ['hunter-2-hunter'])).toBe('the server refused ***');
});
