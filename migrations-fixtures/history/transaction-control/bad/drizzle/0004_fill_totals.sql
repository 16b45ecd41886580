-- Custom SQL migration file, put your code below! --
UPDATE "invoices" SET "total" = 0 WHERE "total" IS NULL;
--> statement-breakpoint
COMMIT;
