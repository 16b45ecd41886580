ALTER TABLE "orders" ADD COLUMN IF NOT EXISTS "note" text;--> statement-breakpoint
CREATE OR REPLACE VIEW "public"."open_orders" AS (select "id", "customer_id", "placed_at" from "orders" where "orders"."status" = 'open');
