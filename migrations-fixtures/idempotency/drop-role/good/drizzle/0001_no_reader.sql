DROP ROLE IF EXISTS "gatekeeper_order_reader";
