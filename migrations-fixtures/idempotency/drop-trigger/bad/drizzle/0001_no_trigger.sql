DROP TRIGGER "orders_skip_unchanged" ON "orders";
