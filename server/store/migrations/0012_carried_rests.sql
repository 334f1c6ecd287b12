CREATE TABLE `carried_rests` (
	`request_id` text PRIMARY KEY NOT NULL,
	`kg` real NOT NULL,
	`crates` integer NOT NULL,
	`parcels` integer NOT NULL,
	`service_minutes` real NOT NULL,
	`stops` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `carried_requests`(`request_id`) ON UPDATE no action ON DELETE no action
);
