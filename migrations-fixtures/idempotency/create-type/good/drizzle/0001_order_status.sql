DO $$ BEGIN
  IF to_regtype('"public"."status"') IS NULL THEN
    CREATE TYPE "public"."status" AS ENUM('open', 'paid');
  END IF;
END $$;
