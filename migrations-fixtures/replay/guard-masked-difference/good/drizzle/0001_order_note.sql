ALTER TABLE "orders" ADD COLUMN IF NOT EXISTS "note" text;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "note" SET DEFAULT '';--> statement-breakpoint
UPDATE "orders" SET "note" = '' WHERE "note" IS NULL;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "note" SET NOT NULL;
