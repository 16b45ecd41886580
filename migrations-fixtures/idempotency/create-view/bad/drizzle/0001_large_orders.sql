CREATE VIEW "public"."large_orders" AS (select "id" from "orders");
