DROP VIEW IF EXISTS "public"."large_orders";
