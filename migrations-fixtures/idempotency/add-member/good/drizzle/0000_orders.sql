CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL
);
--> statement-breakpoint
DROP PUBLICATION IF EXISTS "order_feed";
CREATE PUBLICATION "order_feed";
