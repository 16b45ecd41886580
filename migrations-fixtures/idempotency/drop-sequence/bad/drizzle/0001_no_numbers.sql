DROP SEQUENCE "public"."order_numbers";
