INSERT INTO "orders" ("id", "customer", "total") VALUES (1, 'Ada', 10) ON CONFLICT ("id") DO NOTHING;
