-- Custom SQL migration file, put your code below! --
DO $$
BEGIN
	UPDATE "invoices" SET "total" = 0 WHERE "total" IS NULL;
--> statement-breakpoint
	UPDATE "orders" SET "note" = NULL WHERE "note" = '';
END $$;
