/** Holds code, fixture and page together, and runs the whole gate over every fixture. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runFixture } from '../scripts/run-fixture.js';
import { CHECKS } from '../src/checks/registry.js';
import { PROVIDERS_AT_HAND } from './postgres/servers-at-hand.js';

/** Codes that no project on disk can show, with the reason; their own tests make them fire. */
const WITHOUT_FIXTURE: Readonly<Record<string, string>> = {
  'history/shared-tracker': 'it takes two projects in one run',
  'allow/from-fork': 'it takes an event of GitHub',
  ...Object.fromEntries(CHECKS.filter(isOfRelease).map(({ code }) => [code, 'it takes a plan for a database'])),
};

function isOfRelease({ code }: { readonly code: string }): boolean {
  return code.startsWith('release/');
}

const HEADINGS = ['## What was found', '## Why it matters', '## How to mend it', '## When to allow it'];

/** A native one where there is one, which takes half the time; `npm run generate` runs them all on the embedded one. */
const serverFor = (code: string): readonly string[] => {
  return ['--postgres', code in ON_EMBEDDED ? 'embedded' : (PROVIDERS_AT_HAND.at(-1) ?? 'embedded')];
};

const ON_EMBEDDED: Readonly<Record<string, string>> = {
  'drift/deployed-differs': 'the deployed database is one, and only equal majors are compared',
  'replay/extension-missing': 'it takes an extension that npm brings for no other server',
};

/** Real drizzle-kit writes no guards, so a fixture of another family would raise the whole family. */
const flagsFor = (code: string): readonly string[] =>
  code.startsWith('idempotency/') || code.startsWith('allow/')
    ? serverFor(code)
    : [...serverFor(code), '--idempotency', 'off'];

const withFixture = CHECKS.map(({ code }) => code).filter((code) => !(code in WITHOUT_FIXTURE));

describe.each(CHECKS.map((check) => [check.code, check] as const))('%s', (code, check) => {
  test('has a page with every section', () => {
    const page = readFileSync(join('docs/findings', `${code}.md`), 'utf8');
    expect(HEADINGS.filter((heading) => !page.includes(heading))).toEqual([]);
    expect(page).toContain(check.title);
  });

  test('has a title that fits a line and a reason in sentences', () => {
    expect(check.title.length).toBeLessThanOrEqual(60);
    expect(check.why).toMatch(/^(?:[A-Z"$]|drizzle-kit ).*\.$/);
  });

  test('has a fixture, or a reason for none', () => {
    expect(existsSync(join('migrations-fixtures', code))).toBe(!(code in WITHOUT_FIXTURE));
  });
});

describe.each(withFixture)('the gate on %s', (code) => {
  test.concurrent('raises it on the bad fixture', async () => {
    const { verdict } = await runFixture(join('migrations-fixtures', code, 'bad'), ...flagsFor(code));
    expect(verdict.projects[0]?.findings.map((finding) => finding.code)).toContain(code);
  });

  test.concurrent('is silent about it on the good fixture', async () => {
    const { verdict } = await runFixture(join('migrations-fixtures', code, 'good'), ...flagsFor(code));
    expect(verdict.projects[0]?.findings.map((finding) => finding.code)).not.toContain(code);
    expect(verdict.projects[0]?.checks.find(({ id }) => id === 'replay')).toMatchObject({ status: 'passed' });
  });
});
