ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_policy WHERE polrelid = '"orders"'::regclass AND polname = 'own_orders') THEN
    CREATE POLICY "own_orders" ON "orders" AS PERMISSIVE FOR SELECT TO public USING (customer = current_user);
  END IF;
END $$;
