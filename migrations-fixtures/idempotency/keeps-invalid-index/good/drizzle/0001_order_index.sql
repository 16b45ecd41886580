CREATE INDEX IF NOT EXISTS "orders_customer_index" ON "orders" USING btree ("customer");
