CREATE TABLE `share_rules` (
	`hub_id` text PRIMARY KEY NOT NULL,
	`missed_stop` text NOT NULL,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
