CREATE TABLE `run_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`run_id` text NOT NULL,
	`phone_id` text NOT NULL,
	`event` text NOT NULL,
	`request` text,
	`received_at` text NOT NULL,
	`entered_by` text,
	FOREIGN KEY (`run_id`) REFERENCES `published_runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`phone_id`) REFERENCES `run_phones`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `run_events_id_unique` ON `run_events` (`id`);--> statement-breakpoint
CREATE INDEX `run_events_run` ON `run_events` (`run_id`,`seq`);--> statement-breakpoint
CREATE INDEX `run_events_request` ON `run_events` (`request`);--> statement-breakpoint
CREATE TABLE `run_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	FOREIGN KEY (`run_id`) REFERENCES `published_runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `run_links_run` ON `run_links` (`run_id`);--> statement-breakpoint
CREATE TABLE `run_phones` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`key_hash` text NOT NULL,
	`state` text NOT NULL,
	`label` text NOT NULL,
	`asked_at` text NOT NULL,
	`decided_at` text,
	`decided_by` text,
	FOREIGN KEY (`run_id`) REFERENCES `published_runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `run_phones_run` ON `run_phones` (`run_id`);--> statement-breakpoint
CREATE TABLE `run_pictures` (
	`run_id` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`bytes` blob NOT NULL,
	`received_at` text NOT NULL,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`) REFERENCES `published_runs`(`id`) ON UPDATE no action ON DELETE cascade
);
