CREATE TYPE "public"."order_status" AS ENUM('open', 'paid');--> statement-breakpoint
CREATE TABLE "orders" (
	"id" serial PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"status" "order_status" NOT NULL
);
