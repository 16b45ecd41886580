CREATE TABLE IF NOT EXISTS "customers" (
	"id" integer PRIMARY KEY NOT NULL,
	"order" integer
);
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL
);
