CREATE TABLE `plan_revisions` (
	`plan_id` text NOT NULL,
	`edit_version` integer NOT NULL,
	`document` blob NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text,
	PRIMARY KEY(`plan_id`, `edit_version`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
