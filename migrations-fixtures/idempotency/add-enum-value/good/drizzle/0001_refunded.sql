ALTER TYPE "public"."status" ADD VALUE IF NOT EXISTS 'refunded';
