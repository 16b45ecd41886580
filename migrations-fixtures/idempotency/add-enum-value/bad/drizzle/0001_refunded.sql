ALTER TYPE "public"."status" ADD VALUE 'refunded';
