/** Hand-made verdicts that the renderers are shown: green, one finding of each family, very many, hostile. */
import type { AllowedFinding, Code, Evidence, FileLocation, Finding, Severity } from '../../src/model/finding.js';
import type { CheckStatus, ProjectVerdict, TableChange, Verdict } from '../../src/model/verdict.js';
import type { Sources } from '../../src/report/sources.js';

export interface Example {
  readonly verdict: Verdict;
  readonly sources: Sources;
}

export function verdictOf(...projects: ProjectVerdict[]): Verdict {
  const failed = projects.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  return {
    schemaVersion: 1,
    tool: { name: 'drizzle-gatekeeper', version: '0.1.0' },
    verdict: failed ? 'failed' : 'passed',
    projects,
  };
}

export function projectOf(parts: Partial<ProjectVerdict> = {}): ProjectVerdict {
  return {
    config: 'drizzle.config.ts',
    migrations: 'drizzle',
    layout: 'journal',
    entries: 42,
    historyHash: '0f'.repeat(32),
    newEntries: ['0041_add_invoices'],
    base: 'origin/main',
    server: { provider: 'embedded', version: '18.6' },
    checks: CHECKS,
    findings: [],
    allowed: [],
    unmanaged: [],
    pending: [],
    skippedOnDeploy: [],
    emptyTables: [],
    fork: null,
    changes: [],
    versions: { kit: '0.31.11', orm: '0.45.4' },
    timings: { totalMs: 3120, serverMs: 640, replayMs: 900, schemaMs: 1400, compareMs: 80 },
    ...parts,
  };
}

const CHECKS: readonly CheckStatus[] = [
  { id: 'history', status: 'passed', reason: null },
  { id: 'replay', status: 'passed', reason: null },
  { id: 'fresh-install', status: 'passed', reason: null },
  { id: 'declared', status: 'passed', reason: null },
  { id: 'recorded', status: 'passed', reason: null },
  { id: 'idempotency', status: 'passed', reason: null },
  { id: 'tracker', status: 'skipped', reason: 'no database is given' },
  { id: 'deployed', status: 'skipped', reason: 'no database is given' },
];

/** The standard checks, some of them failed or skipped. */
export function checksWith(changes: Partial<Record<CheckStatus['id'], Omit<CheckStatus, 'id'>>>): CheckStatus[] {
  return CHECKS.map((check) => ({ ...check, ...changes[check.id] }));
}

export const FAILED = { status: 'failed', reason: null } as const;

const INVOICES = `CREATE TABLE "invoices" (
  "id" serial PRIMARY KEY,
  "customer_id" integer NOT NULL,
  "total" numeric(12, 2) NOT NULL,
  "state" "invoice_state" DEFAULT 'draft' NOT NULL,
  "due_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "invoices_customer_idx" ON "invoices" USING btree ("custmer_id");
`;

const TABLE = INVOICES.slice(0, INVOICES.indexOf(';'));
const FILE = 'drizzle/0041_add_invoices.sql';
const JOURNAL = 'drizzle/meta/_journal.json';
const JOURNAL_TEXT = '{\n  "entries": [\n    { "idx": 41, "tag": "undefined", "when": 1714900000000 }\n  ]\n}\n';

/** The whole match of `text` in the invoices migration, as a location. */
function spot(text: string): Finding['location'] {
  return spotIn(FILE, INVOICES, text);
}

export function spotIn(file: string, source: string, text: string): FileLocation {
  const start = source.indexOf(text);
  const lines = source.slice(0, start).split('\n');
  const end = text.split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return {
    file,
    line: lines.length,
    column,
    endLine: lines.length + end.length - 1,
    endColumn: end.length === 1 ? column + text.length : (end.at(-1)?.length ?? 0) + 1,
  };
}

const FAMILY_FINDINGS: readonly Finding[] = [
  {
    code: 'history/missing-tag',
    severity: 'error',
    message: 'entry 41 of the journal has the tag "undefined"',
    location: spotIn(JOURNAL, JOURNAL_TEXT, '"undefined"'),
    evidence: [{ kind: 'text', text: 'Error: No file drizzle/undefined.sql found in drizzle folder' }],
    hint: 'Set the tag to "0041_add_invoices", the file that no entry names.',
    fix: {
      title: 'name the file that no entry names',
      safety: 'review',
      edits: [
        {
          ...spotIn(JOURNAL, JOURNAL_TEXT, '"undefined"'),
          text: '"0041_add_invoices"',
        },
      ],
    },
  },
  {
    code: 'replay/statement-failed',
    severity: 'error',
    message: 'statement 3 of "0041_add_invoices" fails on an empty database',
    location: spot('"custmer_id"'),
    evidence: [
      { kind: 'sql', text: 'CREATE INDEX "invoices_customer_idx" ON "invoices" USING btree ("custmer_id");' },
      {
        kind: 'server-error',
        sqlstate: '42703',
        message: 'column "custmer_id" does not exist',
        detail: null,
        hint: 'Perhaps you meant to reference the column "invoices.customer_id".',
      },
    ],
    hint: 'Correct the statement, then run "drizzle-gatekeeper check" again.',
  },
  {
    code: 'drift/differs',
    severity: 'error',
    message: 'column public.invoices.total is not as the schema declares it',
    location: { catalog: 'replayed', object: 'column public.invoices.total' },
    evidence: [
      { kind: 'origin', verb: 'added', location: spotIn(FILE, INVOICES, TABLE), text: TABLE },
      { kind: 'difference', attribute: 'type', expected: 'numeric(10,2)', actual: 'numeric(12,2)' },
      { kind: 'difference', attribute: 'default', expected: '0', actual: null },
    ],
    hint: 'Run "npx drizzle-kit generate".',
  },
  {
    code: 'drift/missing-migration',
    severity: 'error',
    message: 'the schema has changes that no migration holds',
    location: { catalog: 'declared', object: 'table public.invoices' },
    evidence: [{ kind: 'sql', text: 'ALTER TABLE "invoices" ALTER COLUMN "total" SET DATA TYPE numeric(10, 2);' }],
    hint: 'Run "npx drizzle-kit generate".',
  },
  {
    code: 'idempotency/create-table',
    severity: 'warning',
    message: 'table "invoices" is created without IF NOT EXISTS',
    location: spot(INVOICES.slice(0, INVOICES.indexOf(';'))),
    evidence: [],
    hint: 'Write CREATE TABLE IF NOT EXISTS.',
    fix: {
      title: 'add IF NOT EXISTS',
      safety: 'safe',
      edits: [{ file: FILE, line: 1, column: 13, endLine: 1, endColumn: 13, text: ' IF NOT EXISTS' }],
    },
  },
  {
    code: 'idempotency/add-constraint',
    severity: 'warning',
    message: 'constraint "invoices_customer_id_fk" is added without a guard',
    location: spot(INVOICES.split('\n')[8] ?? ''),
    evidence: [],
    hint: 'Put the statement into a DO block that passes over duplicate_object.',
  },
  {
    code: 'tracker/wrong-type',
    severity: 'error',
    message: 'column "created_at" of drizzle.__drizzle_migrations has the type timestamp',
    location: { catalog: 'deployed', object: 'table drizzle.__drizzle_migrations' },
    evidence: [{ kind: 'difference', attribute: 'type', expected: 'bigint', actual: 'timestamp' }],
    hint: 'Run "drizzle-gatekeeper repair".',
  },
  {
    code: 'allow/without-reason',
    severity: 'notice',
    message: 'an allow comment gives no reason',
    location: spot('--> statement-breakpoint'),
    evidence: [],
    hint: 'Add the reason, as in "-- gatekeeper: allow idempotency/insert: seed of an empty table".',
  },
];

const ALLOWED: AllowedFinding = {
  code: 'idempotency/insert',
  severity: 'warning',
  message: 'rows are inserted on every run',
  location: { file: 'drizzle/0007_seed.sql', line: 1, column: 1, endLine: 1, endColumn: 10 },
  evidence: [],
  reason: 'seed of a table that nothing else fills',
};

const passed: Example = { verdict: verdictOf(projectOf()), sources: new Map() };

const empty: Example = {
  verdict: verdictOf(
    projectOf({
      config: null,
      newEntries: null,
      base: null,
      entries: 0,
      server: null,
      checks: [{ id: 'history', status: 'skipped', reason: 'no migrations are there' }],
    }),
  ),
  sources: new Map(),
};

const CHANGES: readonly TableChange[] = [
  {
    table: 'public.customers',
    change: 'changed',
    columns: [
      { name: 'id', type: 'integer', key: 'primary', change: null },
      { name: 'name', type: 'text', key: null, change: null },
      { name: 'discount', type: 'numeric(4,2)', key: null, change: 'added' },
      { name: 'rebate', type: 'integer', key: null, change: 'removed' },
    ],
    references: [],
  },
  {
    table: 'public.invoices',
    change: 'added',
    columns: [
      { name: 'id', type: 'integer', key: 'primary', change: 'added' },
      { name: 'customer_id', type: 'integer', key: 'foreign', change: 'added' },
      { name: 'total', type: 'numeric(12,2)', key: null, change: 'added' },
      { name: 'due_at', type: 'timestamp with time zone', key: null, change: 'added' },
    ],
    references: ['public.customers'],
  },
];

const families: Example = {
  verdict: verdictOf(
    projectOf({
      checks: checksWith({ history: FAILED, replay: FAILED, declared: FAILED, tracker: FAILED }),
      findings: FAMILY_FINDINGS,
      allowed: [ALLOWED],
      unmanaged: ['function public.touch()', 'trigger public.invoices.touch'],
      pending: [{ tag: '0041_add_invoices', statements: 3 }],
      skippedOnDeploy: ['0040_add_discounts'],
      emptyTables: [{ table: 'public.coupons', reason: 'violates check constraint "coupons_code" (23514)' }],
      fork: {
        common: '0039_add_customers',
        base: ['0040_add_refunds'],
        head: ['0040_add_discounts', '0041_add_invoices'],
      },
      changes: CHANGES,
    }),
  ),
  sources: new Map([
    [FILE, INVOICES],
    [JOURNAL, JOURNAL_TEXT],
  ]),
};

/** `count` findings on as many migrations, three statements each of four codes. */
export function manyFindings(count: number): Finding[] {
  const slugs = ['create-table', 'create-index', 'add-constraint', 'add-column'];
  return Array.from({ length: count }, (_, index) => {
    const migration = Math.floor(index / 6);
    const table = `orders_${index}`;
    const severity: Severity = index % 40 === 0 ? 'error' : 'warning';
    const code: Code =
      severity === 'error' ? 'drift/differs' : `idempotency/${slugs[index % slugs.length] ?? 'create-table'}`;
    return {
      code,
      severity,
      message:
        severity === 'error'
          ? `column public.${table}.total differs`
          : `table "${table}" is created without IF NOT EXISTS`,
      location: {
        file: `drizzle/${String(migration).padStart(4, '0')}_orders_${migration}.sql`,
        line: (index % 6) + 1,
        column: 1,
        endLine: (index % 6) + 1,
        endColumn: 14,
      },
      evidence: [{ kind: 'sql', text: `CREATE TABLE "${table}" ("id" serial PRIMARY KEY, "total" numeric)` }],
      hint: 'Write CREATE TABLE IF NOT EXISTS.',
    };
  });
}

const many: Example = {
  verdict: verdictOf(
    projectOf({
      entries: 186,
      newEntries: null,
      base: null,
      checks: checksWith({ declared: FAILED }),
      findings: manyFindings(200),
    }),
  ),
  sources: new Map(),
};

const odd = 'orders | `total`\n```\n@octocat 🧾 <b>"ñ"</b> \u001b[31m\u202e';

/** Foreign text in every field that a project controls. */
export function hostileExample(text: string): Example {
  const file = `drizzle/0001_${text}.sql`;
  const evidence: Evidence[] = [
    { kind: 'sql', text: `SELECT 1;\n${text}` },
    { kind: 'text', text },
    { kind: 'server-error', sqlstate: '42601', message: text, detail: text, hint: text },
    { kind: 'difference', attribute: text, expected: text, actual: null },
  ];
  const common = { severity: 'error', evidence, hint: text } as const;
  const onFile = { file, line: 1, column: 1, endLine: 1, endColumn: 7 };
  return {
    verdict: verdictOf(
      projectOf({
        config: `${text}/drizzle.config.ts`,
        migrations: text,
        base: text,
        newEntries: [text],
        server: { provider: 'given', version: text },
        checks: checksWith({
          replay: { status: 'failed', reason: text },
          deployed: { status: 'skipped', reason: text },
        }),
        findings: [
          {
            ...common,
            code: 'replay/statement-failed',
            message: `relation "${text}" does not exist`,
            location: onFile,
            fix: { title: text, safety: 'safe', edits: [{ ...onFile, text: `${text}\n${text}` }] },
          },
          {
            ...common,
            code: 'drift/undeclared',
            message: text,
            location: { catalog: 'replayed', object: `table public.${text}` },
          },
          {
            ...common,
            severity: 'warning',
            code: 'idempotency/create-table',
            message: text,
            location: { ...onFile, endLine: 2, endColumn: 1 },
          },
        ],
        allowed: [{ ...ALLOWED, message: text, reason: text }],
        unmanaged: [`function public.${text}()`],
        pending: [{ tag: text, statements: 1 }],
        skippedOnDeploy: [text],
        emptyTables: [{ table: text, reason: text }],
        fork: { common: text, base: [text], head: [text, text] },
        changes: (['added', 'removed', 'changed'] as const).map((change) => ({
          table: `public.${text}`,
          change,
          columns: [{ name: text, type: text, key: 'primary', change }],
          references: [text],
        })),
        versions: { kit: text, orm: text },
      }),
    ),
    sources: new Map([[file, `SELECT ${text}\nfrom orders;\n`]]),
  };
}

export const EXAMPLES: Readonly<Record<string, Example>> = {
  passed,
  empty,
  families,
  many,
  hostile: hostileExample(odd),
};
