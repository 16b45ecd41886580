CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL
);
--> statement-breakpoint
CREATE OR REPLACE FUNCTION order_total(id integer) RETURNS integer
LANGUAGE sql STABLE
AS $$ SELECT total FROM orders WHERE orders.id = order_total.id $$;
