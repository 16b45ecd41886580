CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL
);
--> statement-breakpoint
CREATE OR REPLACE TRIGGER "orders_skip_unchanged" BEFORE UPDATE ON "orders"
FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
