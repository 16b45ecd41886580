ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY IF EXISTS "own_orders" ON "orders" CASCADE;
