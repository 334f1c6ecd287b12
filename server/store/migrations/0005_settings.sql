ALTER TABLE `drivers` ADD `phone` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `drivers` ADD `languages` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `drivers` ADD `classes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `drivers` ADD `usual_vehicle_id` text REFERENCES vehicles(id);--> statement-breakpoint
ALTER TABLE `drivers` ADD `week` text DEFAULT '[null,null,null,null,null,null,null]' NOT NULL;--> statement-breakpoint
ALTER TABLE `drivers` ADD `days` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `drivers` ADD `retired_at` text;--> statement-breakpoint
ALTER TABLE `hubs` ADD `phone` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `hubs` ADD `receiving` text DEFAULT '[null,null,null,null,null,null,null]' NOT NULL;--> statement-breakpoint
ALTER TABLE `hubs` ADD `docks` integer;--> statement-breakpoint
ALTER TABLE `hubs` ADD `unloading_minutes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `hubs` ADD `cut_off` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `unloading_seconds` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `break_seconds` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `breaks` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `leaves_at` text;--> statement-breakpoint
ALTER TABLE `trips` ADD `arrival_at` text;--> statement-breakpoint
ALTER TABLE `vehicle_types` ADD `shift_start` text DEFAULT '06:00' NOT NULL;--> statement-breakpoint
ALTER TABLE `vehicle_types` ADD `shift_end` text DEFAULT '18:00' NOT NULL;--> statement-breakpoint
ALTER TABLE `vehicle_types` ADD `limits` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `vehicle_types` ADD `retired_at` text;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `own` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `changed_at` text DEFAULT '1970-01-01T00:00:00Z' NOT NULL;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `retired_at` text;--> statement-breakpoint
UPDATE `vehicle_types` SET
  `shift_start` = coalesce((SELECT v.`shift_start` FROM `vehicles` v WHERE v.`type_id` = `vehicle_types`.`id` ORDER BY v.`position` LIMIT 1), '06:00'),
  `shift_end` = coalesce((SELECT v.`shift_end` FROM `vehicles` v WHERE v.`type_id` = `vehicle_types`.`id` ORDER BY v.`position` LIMIT 1), '18:00');--> statement-breakpoint
UPDATE `vehicles` SET `own` = json_object('shift_start', `shift_start`, 'shift_end', `shift_end`)
WHERE EXISTS (
  SELECT 1 FROM `vehicle_types` t
  WHERE t.`id` = `vehicles`.`type_id` AND (t.`shift_start` <> `vehicles`.`shift_start` OR t.`shift_end` <> `vehicles`.`shift_end`)
);--> statement-breakpoint
UPDATE `vehicle_types` SET `name` = `name` || ' (' || numbered.n || ')'
FROM (SELECT `id`, row_number() OVER (PARTITION BY `hub_id`, `name` ORDER BY `id`) AS n FROM `vehicle_types`) AS numbered
WHERE numbered.`id` = `vehicle_types`.`id` AND numbered.n > 1;--> statement-breakpoint
ALTER TABLE `vehicles` DROP COLUMN `shift_start`;--> statement-breakpoint
ALTER TABLE `vehicles` DROP COLUMN `shift_end`;
