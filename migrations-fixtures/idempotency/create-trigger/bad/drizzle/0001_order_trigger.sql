CREATE TRIGGER "orders_skip_unchanged" BEFORE UPDATE ON "orders"
FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
