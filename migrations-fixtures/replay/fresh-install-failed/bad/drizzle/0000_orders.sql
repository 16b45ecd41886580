SELECT pg_catalog.set_config('search_path', 'public', false);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" serial PRIMARY KEY NOT NULL,
	"customer" text NOT NULL
);
--> statement-breakpoint
SELECT pg_catalog.set_config('search_path', '', false);
