ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
CREATE POLICY "orders_of_owner" ON "orders" AS PERMISSIVE FOR ALL TO public USING (owner_id = current_setting('app.user_id')::uuid);