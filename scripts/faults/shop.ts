/** The history that is applied under faults: shared transactions, and steps that cannot run in one. */
import type { History } from '../../src/model/history.js';
import { toMigration } from '../../src/project/history/migration.js';

export const PLACE = { schema: 'drizzle', table: '__drizzle_migrations' } as const;

/** Every migration with a transaction leaves one row in `deploys`, so that a second run would show. */
const TEXTS: Readonly<Record<string, string>> = {
  '0000_customers': `
CREATE TABLE "deploys" ("tag" text NOT NULL);--> statement-breakpoint
CREATE TABLE "customers" ("id" serial PRIMARY KEY NOT NULL, "name" text NOT NULL);--> statement-breakpoint
CREATE TABLE "orders" ("id" serial PRIMARY KEY NOT NULL, "customer" integer NOT NULL, "total" integer NOT NULL);--> statement-breakpoint
INSERT INTO "customers" ("name") SELECT 'customer ' || n FROM generate_series(1, 100) n;--> statement-breakpoint
INSERT INTO "orders" ("customer", "total") SELECT n % 100 + 1, n FROM generate_series(1, 4000) n;--> statement-breakpoint
CREATE INDEX "orders_customer_idx" ON "orders" ("customer");--> statement-breakpoint
INSERT INTO "deploys" VALUES ('0000_customers');`,
  '0001_order_state': `
CREATE TYPE "order_state" AS ENUM ('open', 'paid');--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "state" "order_state" DEFAULT 'open' NOT NULL;--> statement-breakpoint
UPDATE "orders" SET "state" = 'paid' WHERE "total" < 2000;--> statement-breakpoint
INSERT INTO "deploys" VALUES ('0001_order_state');`,
  '0002_invoices': `
CREATE TABLE "invoices" ("id" serial PRIMARY KEY NOT NULL, "order" integer NOT NULL);--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "total" TYPE bigint;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_fk" FOREIGN KEY ("order") REFERENCES "orders" ("id");--> statement-breakpoint
INSERT INTO "invoices" ("order") SELECT "id" FROM "orders" WHERE "state" = 'paid';--> statement-breakpoint
INSERT INTO "deploys" VALUES ('0002_invoices');`,
  '0003_total_index': `
CREATE INDEX CONCURRENTLY "orders_total_idx" ON "orders" ("total");`,
  '0004_notes': `
ALTER TABLE "invoices" ADD COLUMN "note" text;--> statement-breakpoint
CREATE INDEX "invoices_order_idx" ON "invoices" ("order");--> statement-breakpoint
INSERT INTO "deploys" VALUES ('0004_notes');`,
  '0005_customer_index': `
DROP INDEX CONCURRENTLY "orders_customer_idx";--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY "orders_customer_total_idx" ON "orders" ("customer", "total");--> statement-breakpoint
REINDEX INDEX CONCURRENTLY "orders_total_idx";`,
};

/** Migrations without a transaction, with the indexes that they make or drop. */
export const OUTSIDE: Readonly<Record<string, RegExp>> = {
  '0003_total_index': /orders_total_idx/,
  '0005_customer_index': /orders_customer_idx|orders_customer_total_idx|orders_total_idx/,
};

const FIRST = Date.UTC(2026, 4, 6, 9);

export const HISTORY: History = {
  layout: 'journal',
  folder: 'drizzle',
  journal: null,
  entries: Object.entries(TEXTS).map(([tag, text], position) => ({
    position,
    tag,
    index: position,
    rawWhen: FIRST + position,
    migration: toMigration(tag, { path: `drizzle/${tag}.sql`, text }, FIRST + position),
    span: null,
  })),
  files: [],
  unreadable: [],
  foldersWithoutFile: [],
  snapshots: [],
};

export const TAGS = Object.keys(TEXTS);
