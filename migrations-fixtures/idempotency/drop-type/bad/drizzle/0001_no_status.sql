DROP TYPE "public"."status";
