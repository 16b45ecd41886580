CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL,
	"gross" integer GENERATED ALWAYS AS (total * 2) STORED
);
