DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = '"orders"'::regclass AND attname = 'note' AND NOT attisdropped) THEN
    UPDATE "orders" SET "customer" = "note" WHERE "customer" = '';
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "orders" DROP COLUMN IF EXISTS "note";
