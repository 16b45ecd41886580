DO $$ BEGIN
  IF EXISTS (
    SELECT FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = 'orders' AND column_name = 'total' AND data_type = 'integer'
  ) THEN
    ALTER TABLE "orders" ALTER COLUMN "total" SET DATA TYPE bigint USING "total" * 100;
  END IF;
END $$;
