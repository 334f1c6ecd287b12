ALTER TABLE `solves` ADD `is_rest` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `solves` ADD `scenario` text;