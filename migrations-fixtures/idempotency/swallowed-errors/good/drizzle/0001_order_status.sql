DO $$ BEGIN
  CREATE TYPE "public"."status" AS ENUM('open', 'paid');
EXCEPTION
  WHEN duplicate_object THEN NULL;
END $$;
