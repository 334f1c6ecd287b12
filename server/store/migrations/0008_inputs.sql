CREATE TABLE `standing_pickups` (
	`id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`terms` text NOT NULL,
	`weekdays` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `standing_pickups_hub` ON `standing_pickups` (`hub_id`);--> statement-breakpoint
CREATE TABLE `standing_requests` (
	`pickup_id` text NOT NULL,
	`date` text NOT NULL,
	`request_id` text NOT NULL,
	PRIMARY KEY(`pickup_id`, `date`),
	FOREIGN KEY (`pickup_id`) REFERENCES `standing_pickups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `standing_requests_request` ON `standing_requests` (`request_id`);--> statement-breakpoint
CREATE TABLE `standing_skips` (
	`pickup_id` text NOT NULL,
	`date` text NOT NULL,
	PRIMARY KEY(`pickup_id`, `date`),
	FOREIGN KEY (`pickup_id`) REFERENCES `standing_pickups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `request_texts` (
	`request_id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `api_bookings` (
	`cooperative_id` integer NOT NULL,
	`idempotency_key` text NOT NULL,
	`body_hash` text NOT NULL,
	`request_id` text NOT NULL,
	PRIMARY KEY(`cooperative_id`, `idempotency_key`),
	FOREIGN KEY (`cooperative_id`) REFERENCES `cooperatives`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`cooperative_id` integer NOT NULL,
	`name` text NOT NULL,
	`key_hash` text NOT NULL,
	`hint` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text,
	`used_on` text,
	`revoked_at` text,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cooperative_id`) REFERENCES `cooperatives`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_key_hash_unique` ON `api_keys` (`key_hash`);--> statement-breakpoint
CREATE INDEX `api_keys_hub` ON `api_keys` (`hub_id`);--> statement-breakpoint
CREATE TABLE `webhook_calls` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`event` text NOT NULL,
	`request_id` text NOT NULL,
	`body` text NOT NULL,
	`created_at` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`due_at` text,
	`delivered_at` text,
	`tried_at` text,
	`status` integer,
	`failure` text,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_calls_id` ON `webhook_calls` (`id`);--> statement-breakpoint
CREATE INDEX `webhook_calls_due` ON `webhook_calls` (`due_at`);--> statement-breakpoint
CREATE INDEX `webhook_calls_webhook` ON `webhook_calls` (`webhook_id`);--> statement-breakpoint
CREATE TABLE `webhook_cursors` (
	`hub_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `webhook_states` (
	`request_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`cooperative_id` integer NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`created_at` text NOT NULL,
	`removed_at` text,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cooperative_id`) REFERENCES `cooperatives`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhooks_hub` ON `webhooks` (`hub_id`);