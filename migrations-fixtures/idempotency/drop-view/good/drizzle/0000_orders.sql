CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL
);
--> statement-breakpoint
CREATE OR REPLACE VIEW "public"."large_orders" AS (select "id" from "orders");
