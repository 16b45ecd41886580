UPDATE "orders" SET "customer" = "note" WHERE "customer" = '';
--> statement-breakpoint
ALTER TABLE "orders" DROP COLUMN IF EXISTS "note";
