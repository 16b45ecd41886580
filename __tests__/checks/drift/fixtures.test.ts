/** Real projects, one per code, on a real server: the bad one raises the code, the good one nothing. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../src/checks/judge.js';
import { gather } from '../../../src/gather/gather.js';
import type { Check } from '../../../src/model/check.js';
import { skipped } from '../../../src/model/gathered.js';
import type { Facts } from '../../../src/model/facts.js';
import type { Finding } from '../../../src/model/finding.js';
import { loadProject, projectOfMigrations } from '../../../src/project/config/load-project.js';
import { readHistory } from '../../../src/project/history/read-history.js';

const FIXTURES = join(process.cwd(), 'migrations-fixtures', 'drift');
const CHECKS = join(process.cwd(), 'build', 'src', 'checks', 'drift');

const checks: Check[] = [];
// One after the other: jest's loader of ES modules loses its way among parallel imports.
for (const file of readdirSync(CHECKS).filter((name) => name.endsWith('.js'))) {
  const { default: check } = (await import(join(CHECKS, file))) as { default?: Check };
  if (check !== undefined) checks.push(check);
}

/** It takes a database, which the fixtures' own test plays. */
const codes = checks.map(({ code }) => code).filter((code) => code !== 'drift/deployed-differs');

describe.each(codes)('%s', (code) => {
  const slug = code.slice('drift/'.length);

  test('the bad project raises it, and nothing that has another cause', async () => {
    const findings = judge(await factsOf(slug, 'bad'), checks);
    // A possible rename is told beside the missing migration that it is a part of.
    const expected = slug === 'possible-rename' ? ['drift/missing-migration', code] : [code];
    expect(findings.map((finding) => finding.code)).toEqual(expected);
    for (const { message, hint } of findings) {
      expect(message).toMatch(/^(?:[a-z"]|\d).*[^.]$/);
      expect(hint).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('the good project raises nothing', async () => {
    expect(judge(await factsOf(slug, 'good'), checks)).toEqual([]);
  });
});

const ON_ORDERS = "declares-table schema.ts:8 pgTable('orders', …)";

test.each([
  [
    'missing-migration',
    'error',
    'column public.orders.note',
    [ON_ORDERS, 'ALTER TABLE "orders" ADD COLUMN "note" text;'],
  ],
  [
    'never-created',
    'error',
    'index public.orders.orders_placed_at_index',
    [ON_ORDERS, 'CREATE INDEX orders_placed_at_index ON public.orders USING btree (placed_at);'],
  ],
  [
    'undeclared',
    'warning',
    'index public.orders.orders_customer_id_index',
    [
      'added drizzle/0001_order_lookup.sql:2 CREATE INDEX "orders_customer_id_index" ON "orders" USING btree ("customer_id")',
      ON_ORDERS,
      'CREATE INDEX orders_customer_id_index ON public.orders USING btree (customer_id);',
    ],
  ],
  [
    'differs',
    'error',
    'column public.orders.shipped_at',
    [
      'added drizzle/0001_order_shipped.sql:1 ALTER TABLE "orders" ADD COLUMN "shipped_at" timestamp',
      ON_ORDERS,
      'type: timestamp with time zone, but timestamp without time zone',
      'ALTER TABLE "public"."orders" ALTER COLUMN "shipped_at" SET DATA TYPE timestamp with time zone USING "shipped_at"::timestamp with time zone;',
    ],
  ],
  [
    'snapshot-differs',
    'error',
    'column public.orders.note',
    [
      'added drizzle/0001_order_note.sql:2 ALTER TABLE "orders" ADD COLUMN "note" text',
      ON_ORDERS,
      'ALTER TABLE "public"."orders" ADD COLUMN "note" text;',
    ],
  ],
  [
    'unbuildable',
    'error',
    'schema definitions',
    [expect.stringContaining(`DEFAULT '{"text":"it's paid"}'::jsonb`), 'syntax error at or near "s"'],
  ],
  ['unmanaged', 'notice', 'hand-written SQL', ['function public.touch()\ntrigger public.orders.orders_touch']],
])('%s is of severity %s, names %s and shows the evidence', async (slug, severity, object, evidence) => {
  const [finding] = judge(await factsOf(slug, 'bad'), checks);
  expect(finding).toMatchObject({ severity, location: { object } });
  expect(finding?.evidence.map(textOf)).toEqual(evidence);
});

test('without a schema, what SQL and snapshot disagree about is told of the snapshot', async () => {
  const facts = await gatherFacts('never-created', 'bad', { schemaIsKnown: false });
  expect(judge(facts, checks).map(({ code, location }) => [code, location])).toEqual([
    ['drift/snapshot-differs', { catalog: 'recorded', object: 'index public.orders.orders_placed_at_index' }],
  ]);
});

const gathered = new Map<string, Promise<Facts>>();

/** Each project is gathered once. */
function factsOf(slug: string, kind: 'bad' | 'good'): Promise<Facts> {
  const key = `${slug} ${kind}`;
  const facts = gathered.get(key) ?? gatherFacts(slug, kind);
  gathered.set(key, facts);
  return facts;
}

async function gatherFacts(slug: string, kind: 'bad' | 'good', { schemaIsKnown = true } = {}): Promise<Facts> {
  const cwd = join(FIXTURES, slug, kind);
  const project = await (schemaIsKnown ? loadProject('drizzle.config.ts', cwd) : projectOfMigrations('drizzle', cwd));
  const { facts } = await gather({
    project,
    siblings: [],
    history: await readHistory(join(cwd, 'drizzle'), cwd),
    cwd,
    server: { provider: 'embedded', version: null, image: null, givenUrl: null },
    base: { kind: 'none', reason: 'a fixture has none' },
    database: skipped('a fixture has none'),
    scope: null,
    replay: 'always',
    idempotency: false,
    bootstrap: [],
    timeoutSeconds: 60,
    onStep: () => {},
  });
  return facts;
}

function textOf(evidence: Finding['evidence'][number]): string {
  if (evidence.kind === 'origin') {
    const { verb, location, text } = evidence;
    return `${verb} ${location.file}:${location.line} ${text}`;
  }
  if (evidence.kind === 'difference') return `${evidence.attribute}: ${evidence.expected}, but ${evidence.actual}`;
  return evidence.kind === 'server-error' ? evidence.message : evidence.text;
}
