DROP TYPE IF EXISTS "public"."status";
