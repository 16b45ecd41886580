DO $$ BEGIN
  IF to_regtype('"public"."status"') IS NULL THEN
    CREATE TYPE "public"."status" AS ENUM('open', 'paid');
  END IF;
END $$;--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "orders" (
	"id" integer PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"total" integer NOT NULL
);
