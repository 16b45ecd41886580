DO $$ BEGIN
  IF to_regtype('"amount"') IS NULL THEN
    CREATE DOMAIN "amount" AS integer CHECK (VALUE >= 0);
  END IF;
END $$;
