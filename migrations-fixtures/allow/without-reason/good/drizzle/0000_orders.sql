-- gatekeeper: allow idempotency/create-table: orders existed before Drizzle
CREATE TABLE "orders" (
	"id" serial PRIMARY KEY NOT NULL,
	"customer" text NOT NULL
);
