/** Each failure that files and base branch show: brought about by drizzle-orm's own migrator, and named by the gate. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { runFixture } from '../../scripts/run-fixture.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { startAtHand } from '../postgres/servers-at-hand.js';
import { deploy, deployToPglite, LINES, type Line } from './deploy.js';
import { GENERATED } from './generated.js';
import { LEFT_OUT } from './left-out.js';
import { journal, lay } from './project.js';
import { openWorkshop } from './workshop.js';
import { REPRODUCED, type Reproduced } from './rows.js';

let server: EphemeralServer;
beforeAll(async () => {
  server = await startAtHand('embedded');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** Histories of a project in the order in which production meets them. */
function foldersIn(project: string, row: Reproduced): readonly string[] {
  const states = ['base', 'main', '.'].map((state) => join(project, state));
  const outs = row.flags?.includes('--config') === true ? ['billing', 'shop'] : ['drizzle'];
  return states.flatMap((state) => outs.map((out) => join(state, out))).filter((folder) => existsSync(folder));
}

/** What ended the last deploy; those before it go through. */
async function deployAll(sql: postgres.Sql, row: Reproduced, histories: readonly string[]): Promise<string | null> {
  let end: string | null = null;
  for (const [position, folder] of histories.entries()) {
    expect(end).toBeNull();
    if (position === histories.length - 1 && row.between !== undefined) await sql.unsafe(row.between);
    end = await (row.by === 'pglite' ? deployToPglite(folder) : deploy(sql, row.by ?? '0.45', folder));
  }
  return end;
}

describe.each(REPRODUCED.map((row) => [`${row.id}: ${row.mode}`, row] as const))('%s', (_, row) => {
  test('happens under the migrator', async () => {
    using project = lay(row.project, row.base, row.main);
    using later = lay(row.later ?? {});
    await using database = await server.createDatabase();
    const sql = await database.connect();
    const histories = [...foldersIn(project.path, row), ...foldersIn(later.path, row)];
    const end = await deployAll(sql, row, histories);
    if (row.ends === null) expect(end).toBeNull();
    else expect(end).toContain(row.ends);
    if (row.says === undefined) return;
    const [query, answer] = row.says;
    const [found] = await sql.unsafe<[Record<string, unknown>]>(query);
    expect(Object.values(found)).toEqual([answer]);
  });

  test.concurrent('is named by the gate', async () => {
    using project = lay(row.project, row.base, row.main);
    await expectFinding(project.path, row);
  });
});

async function expectFinding(
  project: string,
  { finding, tells, flags = [] }: Pick<Reproduced, 'finding' | 'tells' | 'flags'>,
): Promise<void> {
  const { verdict } = await runFixture(project, ...flags);
  const findings = verdict.projects.flatMap((each) => each.findings);
  expect(findings).toContainEqual(expect.objectContaining({ code: finding, message: expect.stringContaining(tells) }));
}

describe.each(GENERATED.map((row) => [`${row.id}: ${row.mode}`, row] as const))('%s', (_, row) => {
  test('happens under drizzle-kit, and is named by the gate', async () => {
    using workshop = openWorkshop(row.project, row.schema);
    await row.happens(workshop);
    if (row.ends !== undefined) {
      await using database = await server.createDatabase();
      expect(await deploy(await database.connect(), '0.45', join(workshop.path, 'drizzle'))).toBe(row.ends);
    }
    await expectFinding(workshop.path, row);
  });
});

test.each(Object.keys(LINES).filter((line) => line !== '1.0') as Line[])(
  'drizzle-orm %s passes over what is not above the mark',
  async (line) => {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    const orders = { '0000_orders': 'CREATE TABLE orders (id integer)' };
    using base = lay(journal(orders));
    using head = lay(journal({ ...orders, '0001_note': 'ALTER TABLE orders ADD note text' }, { '0001_note': 1 }));
    expect(await deploy(sql, line, join(base.path, 'drizzle'))).toBeNull();
    expect(await deploy(sql, line, join(head.path, 'drizzle'))).toBeNull();
    expect((await sql`SELECT * FROM orders`).columns.map(({ name }) => name)).toEqual(['id']);
  },
);

test('every failure mode is reproduced, or left out with a reason', () => {
  const reproduced = new Set<string>([...REPRODUCED, ...GENERATED].map(({ id }) => id));
  const leftOut = Object.keys(LEFT_OUT);
  expect(leftOut.filter((id) => reproduced.has(id))).toEqual([]);
  const all = Array.from({ length: 67 }, (_, index) => `FM${index + 1}`);
  expect(all.filter((id) => !reproduced.has(id) && !leftOut.includes(id))).toEqual([]);
});
