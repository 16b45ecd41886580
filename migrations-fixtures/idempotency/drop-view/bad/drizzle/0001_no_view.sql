DROP VIEW "public"."large_orders";
