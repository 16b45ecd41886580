-- Custom SQL migration file, put your code below! --
ALTER TABLE "orders" ADD COLUMN "note" text;
