ALTER TABLE "orders" ALTER COLUMN "total" SET DATA TYPE bigint USING "total" * 100;
