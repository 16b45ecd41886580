ALTER TABLE "invoices" ADD COLUMN "total" integer;
--> statement-breakpoint
DO $$
BEGIN
	EXECUTE format('CREATE INDEX ON %I ("total")', 'invoices');
END $$;
