DO $$ BEGIN
  CREATE TYPE "public"."status" AS ENUM('open', 'paid');
EXCEPTION
  WHEN OTHERS THEN NULL;
END $$;
