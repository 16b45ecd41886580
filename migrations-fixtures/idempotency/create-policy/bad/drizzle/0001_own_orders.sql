ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "own_orders" ON "orders" AS PERMISSIVE FOR SELECT TO public USING (customer = current_user);
