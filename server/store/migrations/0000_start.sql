CREATE TABLE `cooperatives` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hub_id` text NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cooperatives_name` ON `cooperatives` (`hub_id`,`name`);--> statement-breakpoint
CREATE TABLE `drivers` (
	`id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`name` text NOT NULL,
	`user_id` text,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `drivers_name` ON `drivers` (`hub_id`,`name`);--> statement-breakpoint
CREATE TABLE `event_log` (
	`hub_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL,
	`event` text NOT NULL,
	PRIMARY KEY(`hub_id`, `seq`),
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `hubs` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`lat` real NOT NULL,
	`lon` real NOT NULL,
	`timezone` text NOT NULL,
	`currency` text NOT NULL,
	`region` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hubs_id_unique` ON `hubs` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `hubs_name_unique` ON `hubs` (`name`);--> statement-breakpoint
CREATE TABLE `invites` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `invites_user` ON `invites` (`user_id`);--> statement-breakpoint
CREATE TABLE `places` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hub_id` text NOT NULL,
	`name` text NOT NULL,
	`lat` real NOT NULL,
	`lon` real NOT NULL,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `places_identity` ON `places` (`hub_id`,`name`,`lat`,`lon`);--> statement-breakpoint
CREATE TABLE `plan_unassigned` (
	`plan_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`request_id` text NOT NULL,
	`code` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`plan_id`, `position`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plan_unassigned_request` ON `plan_unassigned` (`request_id`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`date` text NOT NULL,
	`timezone` text NOT NULL,
	`currency` text NOT NULL,
	`hub` text NOT NULL,
	`routing` text NOT NULL,
	`totals` text NOT NULL,
	`warnings` text NOT NULL,
	`edit_version` integer NOT NULL,
	`published_revision` integer,
	`created_at` text NOT NULL,
	`created_by` text,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plans_day` ON `plans` (`hub_id`,`date`);--> statement-breakpoint
CREATE TABLE `products` (
	`hub_id` text NOT NULL,
	`id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`kg_per_crate` real NOT NULL,
	`kg_per_parcel` real NOT NULL,
	`freshness_hours` real,
	PRIMARY KEY(`hub_id`, `id`),
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_name` ON `products` (`hub_id`,`name`);--> statement-breakpoint
CREATE TABLE `requests` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`hub_id` text NOT NULL,
	`reference` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`date` text NOT NULL,
	`place_id` integer NOT NULL,
	`product` text NOT NULL,
	`kg` real NOT NULL,
	`crates` integer NOT NULL,
	`crates_derived` integer NOT NULL,
	`parcels` integer NOT NULL,
	`parcels_derived` integer NOT NULL,
	`ready_from` text NOT NULL,
	`ready_until` text NOT NULL,
	`harvested_at` text,
	`service_minutes` real NOT NULL,
	`largest_vehicle` text NOT NULL,
	`priority` integer NOT NULL,
	`cooperative_id` integer,
	`created_at` text NOT NULL,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cooperative_id`) REFERENCES `cooperatives`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `requests_id_unique` ON `requests` (`id`);--> statement-breakpoint
CREATE INDEX `requests_day` ON `requests` (`hub_id`,`date`);--> statement-breakpoint
CREATE UNIQUE INDEX `requests_reference` ON `requests` (`hub_id`,`date`,`reference`) WHERE "state" <> 'cancelled';--> statement-breakpoint
CREATE TABLE `runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` text NOT NULL,
	`position` integer NOT NULL,
	`vehicle` text NOT NULL,
	`vehicle_id` text,
	`driver_id` text,
	`type` text NOT NULL,
	`profile` text NOT NULL,
	`capacity` text NOT NULL,
	`load_peak` text NOT NULL,
	`carried_kg` real NOT NULL,
	`carried_crates` integer NOT NULL,
	`carried_parcels` integer NOT NULL,
	`driving_seconds` integer NOT NULL,
	`waiting_seconds` integer NOT NULL,
	`service_seconds` integer NOT NULL,
	`metres` integer NOT NULL,
	`cost_fixed` integer NOT NULL,
	`cost_distance` integer NOT NULL,
	`cost_time` integer NOT NULL,
	`cost_other` integer NOT NULL,
	`cost_total` integer NOT NULL,
	`violations` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`vehicle_id`) REFERENCES `vehicles`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `runs_plan` ON `runs` (`plan_id`);--> statement-breakpoint
CREATE INDEX `runs_vehicle` ON `runs` (`vehicle_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `solves` (
	`id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`date` text NOT NULL,
	`started_at` text NOT NULL,
	`started_by` text,
	`ended_at` text,
	`outcome` text,
	`code` text,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`started_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `solves_running` ON `solves` (`hub_id`,`date`) WHERE "ended_at" is null;--> statement-breakpoint
CREATE TABLE `stop_requests` (
	`stop_id` integer NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`request_id` text NOT NULL,
	PRIMARY KEY(`stop_id`, `position`),
	FOREIGN KEY (`stop_id`) REFERENCES `stops`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `stop_requests_request` ON `stop_requests` (`request_id`);--> statement-breakpoint
CREATE TABLE `stops` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`trip_id` integer NOT NULL,
	`position` integer NOT NULL,
	`place` text NOT NULL,
	`lat` real NOT NULL,
	`lon` real NOT NULL,
	`arrival_at` text NOT NULL,
	`start_at` text NOT NULL,
	`departure_at` text NOT NULL,
	`kg_after` real NOT NULL,
	`crates_after` integer NOT NULL,
	`parcels_after` integer NOT NULL,
	FOREIGN KEY (`trip_id`) REFERENCES `trips`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `stops_trip` ON `stops` (`trip_id`);--> statement-breakpoint
CREATE TABLE `trips` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run_id` integer NOT NULL,
	`position` integer NOT NULL,
	`start_at` text NOT NULL,
	`end_at` text NOT NULL,
	`load_at_start` text NOT NULL,
	`legs` text NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `trips_run` ON `trips` (`run_id`);--> statement-breakpoint
CREATE TABLE `user_roles` (
	`user_id` text NOT NULL,
	`position` integer NOT NULL,
	`role` text NOT NULL,
	`hub_id` text,
	PRIMARY KEY(`user_id`, `position`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `users` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`locale` text NOT NULL,
	`is_disabled` integer NOT NULL,
	`password_hash` text,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_id_unique` ON `users` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `vehicle_types` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hub_id` text NOT NULL,
	`name` text NOT NULL,
	`profile` text NOT NULL,
	`capacity_kg` real NOT NULL,
	`capacity_crates` integer,
	`capacity_parcels` integer,
	`fixed_cost` integer NOT NULL,
	`cost_per_km` integer NOT NULL,
	`cost_per_hour` integer NOT NULL,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `vehicles` (
	`id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`type_id` integer NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`shift_start` text NOT NULL,
	`shift_end` text NOT NULL,
	`start_lat` real,
	`start_lon` real,
	`is_available` integer NOT NULL,
	FOREIGN KEY (`hub_id`) REFERENCES `hubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`type_id`) REFERENCES `vehicle_types`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vehicles_name` ON `vehicles` (`hub_id`,`name`);