ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "own_orders" ON "orders" CASCADE;
