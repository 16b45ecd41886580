CREATE TABLE IF NOT EXISTS "invoices" (
	"id" integer PRIMARY KEY NOT NULL,
	"order" integer NOT NULL
);
