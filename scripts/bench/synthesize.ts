/** Writes a history of any size: a shop of many tables that grows migration by migration. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Size {
  readonly migrations: number;
  readonly tables: number;
}

const BREAKPOINT = '\n--> statement-breakpoint\n';

/** The same size gives the same files: SQL and journal, without snapshots, as if nobody had committed them. */
export function writeHistory(folder: string, { migrations, tables }: Size): void {
  mkdirSync(join(folder, 'meta'), { recursive: true });
  const entries = Array.from({ length: migrations }, (_, idx) => {
    const tag = `${String(idx).padStart(4, '0')}_step`;
    writeFileSync(join(folder, `${tag}.sql`), migrationOf(idx, { migrations, tables }));
    return { idx, version: '7', when: Date.UTC(2024, 0, 1) + idx * 60_000, tag, breakpoints: true };
  });
  writeFileSync(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }, null, 2),
  );
}

/** Tables come evenly over the history; each migration adds a column and its index to a table that is there. */
function migrationOf(index: number, { migrations, tables }: Size): string {
  const created = (upTo: number): number => Math.ceil((upTo * tables) / migrations);
  const [before, after] = [created(index), created(index + 1)];
  const names = Array.from({ length: after - before }, (_, offset) => before + offset);
  const table = `orders_${(index * 7) % after}`;
  return [
    ...names.map(createTable),
    `ALTER TABLE "${table}" ADD COLUMN "note_${index}" text DEFAULT '' NOT NULL;`,
    `CREATE INDEX "${table}_note_${index}" ON "${table}" USING btree ("note_${index}");`,
  ].join(BREAKPOINT);
}

function createTable(number: number): string {
  const parent = Math.max(number - 1, 0);
  return `CREATE TABLE "orders_${number}" (
	"id" serial PRIMARY KEY NOT NULL,
	"parent_id" integer REFERENCES "orders_${parent}"("id"),
	"total" numeric(12, 2) DEFAULT '0' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);`;
}
