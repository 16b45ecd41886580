CREATE TYPE "public"."status" AS ENUM('open', 'paid');
