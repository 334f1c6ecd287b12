CREATE TABLE `fuel_prices` (
	`hub_id` text NOT NULL,
	`fuel` text NOT NULL,
	`valid_from` text NOT NULL,
	`price_per_litre` integer NOT NULL,
	PRIMARY KEY(`hub_id`, `fuel`, `valid_from`),
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rate_cards` (
	`id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`name` text NOT NULL,
	`vehicle_type` text NOT NULL,
	`vehicles` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_until` text,
	`terms` text NOT NULL,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rate_cards_hub` ON `rate_cards` (`hub_id`);--> statement-breakpoint
CREATE TABLE `village_baselines` (
	`hub_id` text NOT NULL,
	`place` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`kg_per_trip` real NOT NULL,
	PRIMARY KEY(`hub_id`, `place`),
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `ledger` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`hub_id` text NOT NULL,
	`date` text NOT NULL,
	`request_id` text NOT NULL,
	`reference` text NOT NULL,
	`place` text NOT NULL,
	`cooperative` text,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`note` text NOT NULL,
	`at` text NOT NULL,
	`by` text,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_id_unique` ON `ledger` (`id`);--> statement-breakpoint
CREATE INDEX `ledger_day` ON `ledger` (`hub_id`,`date`);--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_share` ON `ledger` (`request_id`) WHERE "kind" = 'share';--> statement-breakpoint
CREATE TABLE `run_actuals` (
	`hub_id` text NOT NULL,
	`date` text NOT NULL,
	`vehicle` text NOT NULL,
	`actual` text NOT NULL,
	`at` text NOT NULL,
	`by` text,
	PRIMARY KEY(`hub_id`, `date`, `vehicle`),
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `settlements` (
	`hub_id` text NOT NULL,
	`date` text NOT NULL,
	`basis` text NOT NULL,
	`edit_version` integer NOT NULL,
	`runs` text NOT NULL,
	`lines` text NOT NULL,
	`at` text NOT NULL,
	`by` text,
	PRIMARY KEY(`hub_id`, `date`),
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `weighings` (
	`request_id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`date` text NOT NULL,
	`kg` real NOT NULL,
	`crates` integer,
	`parcels` integer,
	`at` text NOT NULL,
	`by` text,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `weighings_day` ON `weighings` (`hub_id`,`date`);