DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = '"customers"'::regclass AND conname = 'customers_order_orders_id_fk') THEN
    ALTER TABLE "customers" ADD CONSTRAINT "customers_order_orders_id_fk" FOREIGN KEY ("order") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;
  END IF;
END $$;
