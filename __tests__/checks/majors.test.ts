/** The same project gives the same findings on every major, except where the server itself differs. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { judge } from '../../src/checks/judge.js';
import { CHECKS } from '../../src/checks/registry.js';
import { gather } from '../../src/gather/gather.js';
import type { Code } from '../../src/model/finding.js';
import { skipped } from '../../src/model/gathered.js';
import { loadProject, projectOfMigrations } from '../../src/project/config/load-project.js';
import { readHistory } from '../../src/project/history/read-history.js';
import type { ServerOptions } from '../../src/postgres/servers/start-server.js';
import { MAJORS_AT_HAND } from '../postgres/servers-at-hand.js';

/** What a server has a say in; each costs a second of every major. The corpus goes further. */
const FIXTURES = [
  'drift/differs',
  'drift/never-created',
  'drift/snapshot-differs',
  'drift/undeclared',
  'drift/unmanaged',
  'replay/fresh-install-failed',
  'replay/session-state-leaks',
  'replay/statement-failed',
  'replay/truncated-name',
  'replay/upgrade-failed',
];

interface Exception {
  readonly until: number;
  readonly code: Code;
}

/** What servers before `until` say besides. */
const EXCEPTIONS: Readonly<Record<string, Exception>> = {
  // Since 17 a value may be used in the transaction that adds it, where that also made the type.
  'replay/upgrade-failed': { until: 17, code: 'replay/fresh-install-failed' },
};

test.concurrent.each(FIXTURES)('%s', async (fixture) => {
  const embedded = await findingsOf(fixture, { provider: 'embedded', version: null });
  expect(embedded).not.toEqual([]);
  const exception = EXCEPTIONS[fixture];
  for (const major of MAJORS_AT_HAND) {
    const folder = resolve('servers', String(major));
    const findings = await findingsOf(fixture, { provider: 'binaries', version: major, folder });
    const others = findings.filter(({ code }) => code !== exception?.code);
    expect([major, others]).toEqual([major, embedded]);
    const isDue = exception !== undefined && major < exception.until;
    expect([major, findings.length - others.length]).toEqual([major, isDue ? 1 : 0]);
  }
});

async function findingsOf(fixture: string, server: Pick<ServerOptions, 'provider' | 'version' | 'folder'>) {
  const cwd = resolve('migrations-fixtures', fixture, 'bad');
  const isConfigured = existsSync(resolve(cwd, 'drizzle.config.ts'));
  const { facts } = await gather({
    project: await (isConfigured ? loadProject('drizzle.config.ts', cwd) : projectOfMigrations('drizzle', cwd)),
    siblings: [],
    history: await readHistory(resolve(cwd, 'drizzle'), cwd),
    cwd,
    now: Date.UTC(2026, 10, 1),
    server: { image: null, givenUrl: null, ...server },
    base: { kind: 'none', reason: 'a fixture has none' },
    database: skipped('a fixture has none'),
    scope: null,
    replay: 'always',
    idempotency: true,
    bootstrap: [],
    timeoutSeconds: 60,
    onStep: () => {},
  });
  return judge(facts, CHECKS).map(({ code, severity, message, location }) => ({ code, severity, message, location }));
}
