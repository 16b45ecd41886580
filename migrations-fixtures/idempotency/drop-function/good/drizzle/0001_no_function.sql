DROP FUNCTION IF EXISTS order_total(integer);
