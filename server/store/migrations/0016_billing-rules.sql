ALTER TABLE `cooperative_contacts` ADD `divides_by` text;--> statement-breakpoint
ALTER TABLE `kept_quotes` ADD `binding_kg` real;--> statement-breakpoint
ALTER TABLE `share_rules` ADD `billed_by` text DEFAULT 'fair' NOT NULL;--> statement-breakpoint
ALTER TABLE `share_rules` ADD `quotes_bind` integer DEFAULT false NOT NULL;