CREATE TABLE `desk_plans` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`name` text,
	`edit_version` integer NOT NULL,
	`plan` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `desk_plans_of_record` ON `desk_plans` (`plan_id`) WHERE "name" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `desk_plans_name` ON `desk_plans` (`plan_id`,`name`);--> statement-breakpoint
CREATE TABLE `plan_edits` (
	`desk_plan_id` text NOT NULL,
	`edit_version` integer NOT NULL,
	`kind` text NOT NULL,
	`of` integer,
	`edit` text NOT NULL,
	`inverse` text NOT NULL,
	`touched` text NOT NULL,
	`cost_change` integer NOT NULL,
	`at` text NOT NULL,
	`by` text,
	PRIMARY KEY(`desk_plan_id`, `edit_version`),
	FOREIGN KEY (`desk_plan_id`) REFERENCES `desk_plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
