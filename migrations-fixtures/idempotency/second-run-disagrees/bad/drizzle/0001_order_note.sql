ALTER TABLE "orders" ADD COLUMN IF NOT EXISTS "note" text;
--> statement-breakpoint
DO $$
BEGIN
	EXECUTE format('ALTER TABLE %I ADD COLUMN IF NOT EXISTS "draft" text', 'orders');
END $$;
--> statement-breakpoint
ALTER TABLE "orders" DROP COLUMN "draft";
