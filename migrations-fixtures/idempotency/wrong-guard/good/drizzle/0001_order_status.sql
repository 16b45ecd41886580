DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'status') THEN
    CREATE TYPE "public"."status" AS ENUM('open', 'paid');
  END IF;
END $$;
