DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = '"orders"'::regclass AND attname = 'total' AND NOT attisdropped) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = '"orders"'::regclass AND attname = 'amount' AND NOT attisdropped) THEN
    ALTER TABLE "orders" RENAME COLUMN "total" TO "amount";
  END IF;
END $$;
