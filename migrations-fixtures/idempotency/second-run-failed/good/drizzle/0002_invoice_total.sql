DO $$
BEGIN
	EXECUTE format('ALTER TABLE %I ADD COLUMN IF NOT EXISTS "total" integer', 'invoices');
END $$;
