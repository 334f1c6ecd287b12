CREATE TABLE `booking_settings` (
	`hub_id` text PRIMARY KEY NOT NULL,
	`keep_days` integer,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `bookings` (
	`request_id` text PRIMARY KEY NOT NULL,
	`member_id` text,
	`by_id` text,
	`landmark` text NOT NULL,
	`made_at` text NOT NULL,
	`arrived_at` text NOT NULL,
	`doubts` text NOT NULL,
	`settled_at` text,
	`settled_by` text,
	`offer` text,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`settled_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bookings_member` ON `bookings` (`member_id`);--> statement-breakpoint
CREATE TABLE `cooperative_contacts` (
	`cooperative_id` integer PRIMARY KEY NOT NULL,
	`phone` text NOT NULL,
	`locale` text,
	FOREIGN KEY (`cooperative_id`) REFERENCES `cooperatives`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `member_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `member_links_member` ON `member_links` (`member_id`);--> statement-breakpoint
CREATE TABLE `member_places` (
	`member_id` text NOT NULL,
	`place_id` integer NOT NULL,
	`landmark` text NOT NULL,
	`used_at` text NOT NULL,
	PRIMARY KEY(`member_id`, `place_id`),
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `member_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`member_id` text NOT NULL,
	`device` text NOT NULL,
	`created_at` text NOT NULL,
	`seen_on` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_sessions_token_hash_unique` ON `member_sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `member_sessions_member` ON `member_sessions` (`member_id`);--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`cooperative_id` integer NOT NULL,
	`name` text NOT NULL,
	`phone` text NOT NULL,
	`locale` text NOT NULL,
	`role` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`cooperative_id`) REFERENCES `cooperatives`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `members_cooperative` ON `members` (`cooperative_id`);