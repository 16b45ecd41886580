CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL
);
--> statement-breakpoint
CREATE OR REPLACE RULE "keep_orders" AS ON DELETE TO "orders" DO INSTEAD NOTHING;
