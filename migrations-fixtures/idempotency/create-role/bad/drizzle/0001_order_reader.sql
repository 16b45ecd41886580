CREATE ROLE "gatekeeper_order_reader";
