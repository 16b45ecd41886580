DROP TRIGGER IF EXISTS "orders_skip_unchanged" ON "orders";
