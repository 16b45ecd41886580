CREATE OR REPLACE FUNCTION order_total(id integer) RETURNS integer
LANGUAGE sql STABLE
AS $$ SELECT total FROM orders WHERE orders.id = order_total.id $$;
