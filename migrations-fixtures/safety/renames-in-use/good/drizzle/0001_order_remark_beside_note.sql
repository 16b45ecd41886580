ALTER TABLE "orders" ADD COLUMN "remark" text;--> statement-breakpoint
UPDATE "orders" SET "remark" = "note";