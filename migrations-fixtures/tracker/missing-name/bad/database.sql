-- What drizzle-orm 1.0 leaves behind.
CREATE SCHEMA "drizzle";
CREATE TABLE "drizzle"."__drizzle_migrations" (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint, name text, applied_at timestamp with time zone DEFAULT now());
CREATE TYPE "order_status" AS ENUM('open', 'paid', 'shipped');
CREATE TABLE "customers" (
	"id" serial PRIMARY KEY,
	"email" text NOT NULL UNIQUE
);

CREATE TABLE "orders" (
	"id" serial PRIMARY KEY,
	"customer_id" integer NOT NULL,
	"status" "order_status" DEFAULT 'open'::"order_status" NOT NULL,
	"placed_at" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE INDEX "orders_placed_at_index" ON "orders" ("placed_at");
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE CASCADE;
CREATE TABLE "invoices" (
	"id" serial PRIMARY KEY,
	"order_id" integer NOT NULL,
	"number" text NOT NULL,
	"total" numeric(12,2) NOT NULL,
	CONSTRAINT "invoices_order_number" UNIQUE("order_id","number"),
	CONSTRAINT "invoices_total_positive" CHECK ("total" > 0)
);

ALTER TABLE "invoices" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_id_orders_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id");
CREATE VIEW "open_orders" AS (select "id", "customer_id" from "orders" where "orders"."status" = 'open');
CREATE POLICY "invoices_read" ON "invoices" AS PERMISSIVE FOR SELECT TO public USING (true);
INSERT INTO "drizzle"."__drizzle_migrations" ("hash", "created_at", "name") VALUES
  ('16c7d7ba441172669669a84e4c017623b2c4ce75e4616cff0d0ac7bf2646b45d', 1714986000000, '20240506090000_orders'),
  ('b456529b8b69df5f08404a0d89fd7d881050b8d0c1d779c3a8ac9e62079176a7', 1715076642000, '20240507101042_invoices')
;
-- A row that somebody wrote as for 0.x.
UPDATE "drizzle"."__drizzle_migrations" SET "name" = NULL WHERE "id" = 2;
