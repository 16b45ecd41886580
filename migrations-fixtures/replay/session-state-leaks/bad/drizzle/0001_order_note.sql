SET search_path TO public, pg_temp;--> statement-breakpoint
ALTER TABLE orders ADD COLUMN note text;