DO $$
BEGIN
	IF NOT EXISTS (
		SELECT 1 FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name = 'orders' AND column_name = 'note'
	) THEN
		ALTER TABLE "orders" ADD COLUMN "note" text;
	END IF;
END $$;
