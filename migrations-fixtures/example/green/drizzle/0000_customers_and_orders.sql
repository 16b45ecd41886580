DO $$ BEGIN
	IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'order_status' AND typnamespace = 'public'::regnamespace) THEN
		CREATE TYPE "public"."order_status" AS ENUM('open', 'paid', 'shipped');
	END IF;
END $$;--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "customers" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	CONSTRAINT "customers_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "orders" (
	"id" serial PRIMARY KEY NOT NULL,
	"customer_id" integer NOT NULL,
	"status" "order_status" DEFAULT 'open' NOT NULL,
	"placed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DO $$ BEGIN
	IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'orders_customer_id_customers_id_fk' AND conrelid = 'public.orders'::regclass) THEN
		ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;
	END IF;
END $$;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "orders_placed_at_index" ON "orders" USING btree ("placed_at");
