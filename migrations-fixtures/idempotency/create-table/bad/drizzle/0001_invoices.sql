CREATE TABLE "invoices" (
	"id" integer PRIMARY KEY NOT NULL,
	"order" integer NOT NULL
);
