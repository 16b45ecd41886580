CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "orders_customer_index" ON "orders" USING btree ("customer");
