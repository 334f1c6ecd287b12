CREATE TABLE `crates_back` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`hub_id` text NOT NULL,
	`date` text NOT NULL,
	`vehicle` text NOT NULL,
	`trip` integer NOT NULL,
	`crates` integer NOT NULL,
	`counted_at` text NOT NULL,
	`at` text NOT NULL,
	`by` text,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `crates_back_id_unique` ON `crates_back` (`id`);--> statement-breakpoint
CREATE INDEX `crates_back_day` ON `crates_back` (`hub_id`,`date`);--> statement-breakpoint
CREATE TABLE `weigh_ins` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`hub_id` text NOT NULL,
	`date` text NOT NULL,
	`request_id` text NOT NULL,
	`vehicle` text,
	`trip` integer,
	`kg` real NOT NULL,
	`crates` integer,
	`parcels` integer,
	`grade` integer,
	`is_short` integer NOT NULL,
	`reason` text,
	`note` text NOT NULL,
	`is_together` integer NOT NULL,
	`weighed_at` text NOT NULL,
	`at` text NOT NULL,
	`by` text,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `weigh_ins_id` ON `weigh_ins` (`id`,`request_id`);--> statement-breakpoint
CREATE INDEX `weigh_ins_day` ON `weigh_ins` (`hub_id`,`date`);--> statement-breakpoint
CREATE INDEX `weigh_ins_request` ON `weigh_ins` (`request_id`);--> statement-breakpoint
INSERT INTO `weigh_ins` (`id`,`hub_id`,`date`,`request_id`,`kg`,`crates`,`parcels`,`is_short`,`note`,`is_together`,`weighed_at`,`at`,`by`)
SELECT 'noted-' || `request_id`,`hub_id`,`date`,`request_id`,`kg`,`crates`,`parcels`,0,'',0,`at`,`at`,`by` FROM `weighings`;
