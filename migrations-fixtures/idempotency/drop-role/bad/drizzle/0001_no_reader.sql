DROP ROLE "gatekeeper_order_reader";
