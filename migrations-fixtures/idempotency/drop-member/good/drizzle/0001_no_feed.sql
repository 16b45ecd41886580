DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_publication_tables WHERE pubname = 'order_feed' AND tablename = 'orders') THEN
    ALTER PUBLICATION "order_feed" DROP TABLE "orders";
  END IF;
END $$;
