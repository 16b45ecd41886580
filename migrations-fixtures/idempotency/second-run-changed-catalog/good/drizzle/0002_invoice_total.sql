ALTER TABLE "invoices" ADD COLUMN "total" integer;
--> statement-breakpoint
DO $$
BEGIN
	EXECUTE format('CREATE INDEX IF NOT EXISTS "invoices_total_idx" ON %I ("total")', 'invoices');
END $$;
