UPDATE "orders" SET "total" = "total" * 100 WHERE "total" < 100;
