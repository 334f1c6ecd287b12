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
CREATE INDEX `rate_cards_hub` ON `rate_cards` (`hub_id`);