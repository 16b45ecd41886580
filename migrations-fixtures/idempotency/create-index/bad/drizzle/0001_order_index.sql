CREATE INDEX "orders_customer_index" ON "orders" USING btree ("customer");
