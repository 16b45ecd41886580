DO $$
BEGIN
	EXECUTE format('ALTER TABLE %I ADD COLUMN "total" integer', 'invoices');
END $$;
