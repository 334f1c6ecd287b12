ALTER TABLE `plan_edits` ADD `id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `plan_edits_id` ON `plan_edits` (`desk_plan_id`,`id`);