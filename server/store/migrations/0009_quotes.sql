CREATE TABLE `kept_quotes` (
	`request_id` text PRIMARY KEY NOT NULL,
	`amount` integer NOT NULL,
	`low` integer NOT NULL,
	`high` integer NOT NULL,
	`basis` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
