-- What drizzle-orm 0.45 leaves behind.
CREATE SCHEMA "drizzle";
CREATE TABLE "drizzle"."__drizzle_migrations" (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint);
CREATE TABLE "orders" (
	"id" serial PRIMARY KEY NOT NULL,
	"customer" text NOT NULL
);
CREATE TABLE "invoices" (
	"id" serial PRIMARY KEY NOT NULL,
	"order_id" integer NOT NULL
);

ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invoices" ADD COLUMN "total" integer;
ALTER TABLE "orders" ADD COLUMN "note" text;
INSERT INTO "drizzle"."__drizzle_migrations" ("hash", "created_at") VALUES
  ('17ad8ea80ec359caa94ba05627092daac8744cd315e131be8cc05fd44e33a625', 1714986000000), -- 0000_orders
  ('a8a1e9a370fb9355b1145a7ece27b56b77e7c511fe26586da3a97070548938c5', 1715076642421), -- 0001_invoices
  ('e10a8fd192900a6718692467f0f8f30cecbcd7e7d2374d0b5e5934daace7f724', 1715175769684), -- 0002_invoice_total
  ('cbba2a6745b32d4ff24e3dbaff97cfb97a3f2a201de2944f274a0a0015e3b17c', 1715283381789) -- 0003_order_note
;
-- Two deploys at once, of statements that can be run twice.
INSERT INTO "drizzle"."__drizzle_migrations" ("hash", "created_at") SELECT "hash", "created_at" FROM "drizzle"."__drizzle_migrations" WHERE "id" = 4;
