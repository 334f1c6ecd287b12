CREATE TABLE `frozen_runs` (
	`run_id` text NOT NULL,
	`revision` integer NOT NULL,
	`frozen` blob,
	PRIMARY KEY(`run_id`, `revision`),
	FOREIGN KEY (`run_id`) REFERENCES `published_runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `publications` (
	`plan_id` text NOT NULL,
	`revision` integer NOT NULL,
	`kind` text NOT NULL,
	`edit_version` integer NOT NULL,
	`runs` text NOT NULL,
	`at` text NOT NULL,
	`by` text,
	PRIMARY KEY(`plan_id`, `revision`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `published_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`number` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `published_runs_number` ON `published_runs` (`plan_id`,`number`);--> statement-breakpoint
CREATE TABLE `carried_requests` (
	`request_id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`first_date` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `carried_requests_from` ON `carried_requests` (`from_id`);--> statement-breakpoint
ALTER TABLE `solves` ADD `proposal` text;