ALTER TABLE "invoices" ADD COLUMN "total" integer;
--> statement-breakpoint
DO $$
BEGIN
	EXECUTE format('INSERT INTO %I ("customer") VALUES (%L)', 'orders', 'walk-in');
END $$;
