DROP SEQUENCE IF EXISTS "public"."order_numbers";
