/** Real projects, one per code, on a real server: the bad one raises the code, the good one nothing. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { judge } from '../../../src/checks/judge.js';
import { compareSides } from '../../../src/compare/compare-sides.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { Check } from '../../../src/model/check.js';
import type { Facts } from '../../../src/model/facts.js';
import type { Finding } from '../../../src/model/finding.js';
import { gathered, skipped, type Gathered } from '../../../src/model/gathered.js';
import { migrationsOf } from '../../../src/model/history.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import { loadProject } from '../../../src/project/config/load-project.js';
import { readHistory } from '../../../src/project/history/read-history.js';
import { gatherSchema } from '../../../src/project/schema/gather-schema.js';
import { startAtHand } from '../../postgres/servers-at-hand.js';
import { within } from '../../postgres/within.js';
import { factsOf } from '../facts-of.js';

const FIXTURES = join(process.cwd(), 'migrations-fixtures', 'drift');
const CHECKS = join(process.cwd(), 'build', 'src', 'checks', 'drift');

const checks: Check[] = [];
// One after the other: jest's loader of ES modules loses its way among parallel imports.
for (const file of readdirSync(CHECKS).filter((name) => name.endsWith('.js'))) {
  const { default: check } = (await import(join(CHECKS, file))) as { default?: Check };
  if (check !== undefined) checks.push(check);
}

let server: EphemeralServer;
let sql: postgres.Sql;

beforeAll(async () => {
  server = await startAtHand('embedded');
  sql = await (await server.createDatabase()).connect();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

describe.each(checks.map(({ code }) => code))('%s', (code) => {
  const slug = code.slice('drift/'.length);

  test('the bad project raises it, and nothing that has another cause', async () => {
    const findings = judge(await gatherFacts(slug, 'bad'), checks);
    // A possible rename is told beside the missing migration that it is a part of.
    const expected = slug === 'possible-rename' ? ['drift/missing-migration', code] : [code];
    expect(findings.map((finding) => finding.code)).toEqual(expected);
    for (const { message, hint } of findings) {
      expect(message).toMatch(/^(?:[a-z"]|\d).*[^.]$/);
      expect(hint).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('the good project raises nothing', async () => {
    expect(judge(await gatherFacts(slug, 'good'), checks)).toEqual([]);
  });
});

test.each([
  ['missing-migration', 'error', 'column public.orders.note', ['ALTER TABLE "orders" ADD COLUMN "note" text;']],
  [
    'never-created',
    'error',
    'index public.orders.orders_placed_at_index',
    ['CREATE INDEX orders_placed_at_index ON public.orders USING btree (placed_at);'],
  ],
  [
    'undeclared',
    'warning',
    'index public.orders.orders_customer_id_index',
    ['CREATE INDEX orders_customer_id_index ON public.orders USING btree (customer_id);'],
  ],
  [
    'differs',
    'error',
    'column public.orders.shipped_at',
    [
      'type: timestamp with time zone, but timestamp without time zone',
      'ALTER TABLE "public"."orders" ALTER COLUMN "shipped_at" SET DATA TYPE timestamp with time zone USING "shipped_at"::timestamp with time zone;',
    ],
  ],
  ['snapshot-differs', 'error', 'column public.orders.note', ['ALTER TABLE "public"."orders" ADD COLUMN "note" text;']],
  ['unmanaged', 'notice', 'hand-written SQL', ['function public.touch()\ntrigger public.orders.orders_touch']],
])('%s is of severity %s, names %s and shows the evidence', async (slug, severity, object, evidence) => {
  const [finding] = judge(await gatherFacts(slug, 'bad'), checks);
  expect(finding).toMatchObject({ severity, location: { object } });
  expect(finding?.evidence.map(textOf)).toEqual(evidence);
});

test('without a schema, what SQL and snapshot disagree about is told of the snapshot', async () => {
  const facts = await gatherFacts('never-created', 'bad', { schemaIsKnown: false });
  expect(judge(facts, checks).map(({ code, location }) => [code, location])).toEqual([
    ['drift/snapshot-differs', { catalog: 'recorded', object: 'index public.orders.orders_placed_at_index' }],
  ]);
});

async function gatherFacts(slug: string, kind: 'bad' | 'good', { schemaIsKnown = true } = {}): Promise<Facts> {
  const root = join(FIXTURES, slug, kind);
  const history = await readHistory(join(root, 'drizzle'), root);
  const project = await loadProject('drizzle.config.ts', root);
  const schema = await gatherSchema(project, history, { cwd: root, timeoutMs: 30_000 });
  const build = async (fact: Gathered<{ readonly ddl: readonly string[] }>): Promise<Gathered<Catalog>> =>
    fact.status === 'gathered' ? gathered(await within(sql, fact.value.ddl)) : fact;
  const chunks = migrationsOf(history).flatMap((migration) => migration.chunks.map(({ text }) => text));
  const catalogs = {
    declared: schemaIsKnown ? await build(schema.declared) : skipped('only a migrations folder is given'),
    recorded: await build(schema.recorded),
    replayed: gathered(await within(sql, chunks)),
  };
  return factsOf(history, {
    project,
    schema: schemaIsKnown ? schema : { ...schema, declared: skipped('only a migrations folder is given') },
    catalogs: { ...catalogs, buildFailures: [] },
    drift: compareSides(catalogs),
  });
}

function textOf(evidence: Finding['evidence'][number]): string {
  if (evidence.kind === 'difference') return `${evidence.attribute}: ${evidence.expected}, but ${evidence.actual}`;
  return evidence.kind === 'server-error' ? evidence.message : evidence.text;
}
