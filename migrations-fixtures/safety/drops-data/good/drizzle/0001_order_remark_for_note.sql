ALTER TABLE "orders" ADD COLUMN "remark" text;--> statement-breakpoint
UPDATE "orders" SET "remark" = "note";--> statement-breakpoint
ALTER TABLE "orders" DROP COLUMN "note";