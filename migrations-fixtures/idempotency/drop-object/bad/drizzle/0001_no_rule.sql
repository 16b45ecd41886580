DROP RULE "keep_orders" ON "orders";
