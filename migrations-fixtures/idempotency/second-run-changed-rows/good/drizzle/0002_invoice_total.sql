ALTER TABLE "invoices" ADD COLUMN "total" integer;
--> statement-breakpoint
DO $$
BEGIN
	EXECUTE format('INSERT INTO %I ("id", "customer") VALUES (0, %L) ON CONFLICT ("id") DO NOTHING', 'orders', 'walk-in');
END $$;
