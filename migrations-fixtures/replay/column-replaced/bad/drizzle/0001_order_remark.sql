ALTER TABLE "orders" ADD COLUMN "remark" text;--> statement-breakpoint
ALTER TABLE "orders" DROP COLUMN "note";