ALTER TABLE "customers" ADD CONSTRAINT "customers_order_orders_id_fk" FOREIGN KEY ("order") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;
