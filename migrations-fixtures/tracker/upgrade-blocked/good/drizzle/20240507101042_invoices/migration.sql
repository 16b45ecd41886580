CREATE TABLE "invoices" (
	"id" serial PRIMARY KEY,
	"order_id" integer NOT NULL,
	"number" text NOT NULL,
	"total" numeric(12,2) NOT NULL,
	CONSTRAINT "invoices_order_number" UNIQUE("order_id","number"),
	CONSTRAINT "invoices_total_positive" CHECK ("total" > 0)
);
--> statement-breakpoint
ALTER TABLE "invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_id_orders_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id");--> statement-breakpoint
CREATE VIEW "open_orders" AS (select "id", "customer_id" from "orders" where "orders"."status" = 'open');--> statement-breakpoint
CREATE POLICY "invoices_read" ON "invoices" AS PERMISSIVE FOR SELECT TO public USING (true);