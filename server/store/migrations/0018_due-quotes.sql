CREATE TABLE `due_quotes` (
	`request_id` text PRIMARY KEY NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
