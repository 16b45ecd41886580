CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL
);
