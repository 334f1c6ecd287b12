CREATE TABLE `member_photos` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`type` text NOT NULL,
	`bytes` blob NOT NULL,
	`received_at` text NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `member_photos_member` ON `member_photos` (`member_id`);--> statement-breakpoint
CREATE TABLE `push_keys` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_key` text NOT NULL,
	`private_key` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `push_subscriptions` (
	`session_id` text PRIMARY KEY NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`locale` text NOT NULL,
	`seq` integer NOT NULL,
	`told` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`due_at` text NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `member_sessions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `push_subscriptions_due` ON `push_subscriptions` (`due_at`);--> statement-breakpoint
ALTER TABLE `products` ADD `names` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `products` ADD `picture` text DEFAULT 'crate' NOT NULL;--> statement-breakpoint
ALTER TABLE `bookings` ADD `photo_id` text REFERENCES member_photos(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `member_places` ADD `photo_id` text REFERENCES member_photos(id) ON DELETE set null;