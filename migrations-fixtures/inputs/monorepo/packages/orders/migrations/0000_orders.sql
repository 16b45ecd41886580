CREATE TABLE "orders" (
	"id" serial PRIMARY KEY NOT NULL,
	"total" text NOT NULL
);
