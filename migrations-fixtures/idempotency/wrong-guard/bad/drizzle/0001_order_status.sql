DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'order_status') THEN
    CREATE TYPE "public"."status" AS ENUM('open', 'paid');
  END IF;
END $$;
