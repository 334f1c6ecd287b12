-- Changed bookings and carried requests were called by the id of the request they came from, which plans took for that one.
-- Those a list calls so keep it.
UPDATE OR IGNORE `requests` SET `reference` = `id`
WHERE `reference` <> `id` AND `state` IN ('draft', 'booked', 'missed')
	AND (`id` IN (SELECT `request_id` FROM `bookings`) OR `id` IN (SELECT `request_id` FROM `carried_requests`))
	AND EXISTS (
		SELECT 1 FROM `requests` AS `other` WHERE `other`.`id` = `requests`.`reference` AND `other`.`hub_id` = `requests`.`hub_id`
	);
