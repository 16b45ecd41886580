-- Custom SQL migration file, put your code below! --
CREATE INDEX "orders_customer_id_index" ON "orders" USING btree ("customer_id");
