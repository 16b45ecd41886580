CREATE TABLE "customer_subscription_invoice_line_items" (
	"id" serial PRIMARY KEY NOT NULL,
	"originating_organization_id" integer NOT NULL,
	"originating_organization_code" text NOT NULL
);

--> statement-breakpoint
ALTER TABLE "customer_subscription_invoice_line_items" ADD CONSTRAINT "customer_subscription_invoice_line_items_originating_organization_id_organizations_id_fk" FOREIGN KEY ("originating_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customer_subscription_invoice_line_items" ADD CONSTRAINT "customer_subscription_invoice_line_items_originating_organization_code_organizations_code_fk" FOREIGN KEY ("originating_organization_code") REFERENCES "public"."organizations"("code") ON DELETE no action ON UPDATE no action;