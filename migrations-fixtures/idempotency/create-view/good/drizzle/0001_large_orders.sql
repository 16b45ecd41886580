CREATE OR REPLACE VIEW "public"."large_orders" AS (select "id" from "orders");
