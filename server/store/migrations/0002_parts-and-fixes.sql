ALTER TABLE `plan_unassigned` ADD `left` text;--> statement-breakpoint
ALTER TABLE `plan_unassigned` ADD `fix` text;--> statement-breakpoint
ALTER TABLE `stop_requests` ADD `part` text;