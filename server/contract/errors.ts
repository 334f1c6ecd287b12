import { driveErrorMeanings } from './drive-errors.ts';
import { inputErrorMeanings } from './input-errors.ts';

/** What a code means to its reader: HTTP status where it reaches one, a title, and what to do next. */
export interface ErrorMeaning {
  readonly status: number;
  readonly title: string;
  readonly action: string;
}

const meaning = (status: number, title: string, action: string): ErrorMeaning => ({ status, title, action });

/** Every code a user can meet. docs/errors.md is held complete against this by a test. */
export const errorMeanings: Readonly<Record<string, ErrorMeaning>> = {
  // any endpoint
  INPUT_INVALID: meaning(
    400,
    'The request is not of the expected form',
    'Correct the fields named and send it again.',
  ),
  NOT_SIGNED_IN: meaning(401, 'You are not signed in', 'Sign in, then try again.'),
  NOT_ALLOWED: meaning(
    403,
    'Your role does not allow this here',
    'Ask an administrator for the role, or use another hub.',
  ),
  ORIGIN_REFUSED: meaning(
    403,
    'The call came from another site',
    'Open Hubward at its own address and try again.',
  ),
  NOT_FOUND: meaning(404, 'There is nothing at this address', 'Check the address.'),
  BODY_TOO_LARGE: meaning(413, 'The upload is too large', 'Split the list and upload it in parts.'),
  TOO_MANY_TRIES: meaning(
    429,
    'Too many tries in a short time',
    'Wait the time given in Retry-After, then try again.',
  ),
  INTERNAL: meaning(
    500,
    'Something failed on the server',
    'Try again; if it stays, send the administrator the id shown.',
  ),
  SHUTTING_DOWN: meaning(503, 'The server is restarting', 'Try again in a few seconds.'),
  // sign-in and people
  SIGN_IN_FAILED: meaning(
    401,
    'E-mail or password is wrong',
    'Check both; an administrator can send you a new link.',
  ),
  LINK_UNKNOWN: meaning(404, 'This link is not valid', 'Ask for a new link; each works once.'),
  LINK_EXPIRED: meaning(410, 'This link has expired', 'Ask for a new link.'),
  ...driveErrorMeanings,
  EMAIL_TAKEN: meaning(
    409,
    'Somebody has this e-mail address already',
    'Change that person instead, or use another address.',
  ),
  BOOKING_CLOSED: meaning(409, 'The list of that day is closed', 'Choose a later day, or phone the hub.'),
  COOPERATIVE_UNKNOWN: meaning(404, 'There is no such cooperative', 'Reload the list of cooperatives.'),
  ...inputErrorMeanings,
  MEMBER_UNKNOWN: meaning(404, 'There is no such member', 'Reload the list of members.'),
  USER_UNKNOWN: meaning(404, 'There is no such person', 'Reload the list of people.'),
  LAST_ADMINISTRATOR: meaning(
    409,
    'The last administrator cannot be disabled or demoted',
    'Make somebody else an administrator first.',
  ),
  // rates
  RATE_CARD_UNKNOWN: meaning(404, 'There is no such rate card', 'Reload the list of rate cards.'),
  FUEL_PRICE_MISSING: meaning(
    422,
    'The price of this fuel is not known',
    'Set a price for the fuel first, then save the card.',
  ),
  DATES_REVERSED: meaning(422, 'The last day is before the first', 'Correct one of the two days.'),
  SPAN_TOO_LONG: meaning(422, 'These are too many days at once', 'Choose 400 days or fewer.'),
  // what if
  WHAT_IF_UNKNOWN: meaning(404, 'This computation is no longer kept', 'Start it again.'),
  NOTHING_CHANGED: meaning(422, 'Nothing is to be otherwise', 'Change a price, the vehicles or the cut-off.'),
  // receiving
  WEIGHED_BY_OTHER: meaning(
    409,
    'Somebody else weighed this',
    'Let them sign in, or send it in your own name.',
  ),
  // settlement
  DAY_SETTLED: meaning(409, 'This day is settled', 'Correct what a request owes with an entry instead.'),
  DAY_NOT_SETTLED: meaning(409, 'This day is not settled yet', 'Settle the day first.'),
  // hubs and regions
  HUB_UNKNOWN: meaning(404, 'There is no such hub', 'Choose a hub from the list.'),
  REGION_UNKNOWN: meaning(
    404,
    'There is no such region',
    'Import it: npm run hubward -- region import FILE --name NAME.',
  ),
  REGION_BUSY: meaning(
    409,
    'The region is being imported already',
    'Wait for the import under way, or stop it first.',
  ),
  OUTSIDE_REGION: meaning(
    422,
    'The place lies outside the region',
    'Check latitude and longitude, or import a larger region.',
  ),
  TIMEZONE_UNKNOWN: meaning(422, 'This is no time zone', 'Give an IANA name such as Asia/Ho_Chi_Minh.'),
  CURRENCY_UNKNOWN: meaning(422, 'This is no currency', 'Give an ISO 4217 code such as VND.'),
  NAME_TAKEN: meaning(409, 'The name is in use', 'Choose another name.'),
  // requests, fleet and lists
  REQUEST_UNKNOWN: meaning(404, 'There is no such request', 'Reload the list of requests.'),
  VEHICLE_UNKNOWN: meaning(404, 'There is no such vehicle', 'Reload the fleet.'),
  VEHICLE_TYPE_UNKNOWN: meaning(404, 'There is no such vehicle type', 'Reload the fleet.'),
  VEHICLE_TYPE_IN_USE: meaning(
    409,
    'There are vehicles of this type',
    'Give them another type, or take them out of the fleet, first.',
  ),
  DRIVER_UNKNOWN: meaning(404, 'There is no such driver', 'Reload the list of drivers.'),
  REFERENCE_TAKEN: meaning(
    409,
    'A request of that day has this id already',
    'Use another id, or cancel the first.',
  ),
  PLACE_UNKNOWN: meaning(
    422,
    'No place of this name is in the region',
    'Check the spelling, or give lat and lon or a plus code.',
  ),
  PLACE_AMBIGUOUS: meaning(
    422,
    'Several places have this name',
    'Give lat and lon or a plus code for the one meant.',
  ),
  TIME_UNCLEAR: meaning(422, 'A time could not be understood', 'Write HH:MM or an ISO time.'),
  LIST_UNREADABLE: meaning(
    422,
    'The file could not be read as a list',
    'Save it as CSV (UTF-8) or XLSX with a header row.',
  ),
  LIST_HAS_ERRORS: meaning(
    422,
    'Some rows have errors; nothing was imported',
    'Correct the rows listed and upload the file again.',
  ),
  COLUMN_MISSING: meaning(
    422,
    'A needed column is missing',
    'Add it. Requests need kg, and place or lat and lon; a fleet needs id, profile and capacity_kg.',
  ),
  COLUMN_TWICE: meaning(422, 'Two headings mean the same column', 'Rename or remove one of them.'),
  VALUE_MISSING: meaning(422, 'A needed value is missing', 'Fill the cell.'),
  VALUE_INVALID: meaning(422, 'A value is not of the expected form', 'Correct the cell.'),
  VALUE_OUT_OF_RANGE: meaning(422, 'A value is outside what is possible', 'Correct the cell.'),
  FORMAT_UNCLEAR: meaning(
    422,
    'Numbers or dates of a column can be read in two ways',
    'Write one value that decides it, or use ISO dates and plain numbers.',
  ),
  ID_TWICE: meaning(422, 'Two rows have the same id', 'Give each row its own id.'),
  COLUMN_UNKNOWN: meaning(
    422,
    'A heading is not known and its column was left out',
    'Rename it if the column is needed; docs/lists.md lists all headings.',
  ),
  ENCODING_GUESSED: meaning(
    422,
    'The file is in an older encoding that had to be guessed',
    'Check the names in the preview; save as CSV UTF-8 or XLSX to be sure.',
  ),
  PRODUCT_UNKNOWN: meaning(
    422,
    'The hub has no such product',
    'Check the spelling; crates and parcels were worked out with 20 kg and 5 kg.',
  ),
  WINDOW_EMPTY: meaning(422, 'ready_until is before ready_from', 'Correct the two times.'),
  // planning
  SOLVE_RUNNING: meaning(409, 'This day is being planned already', 'Wait for it, or stop it first.'),
  SOLVE_UNKNOWN: meaning(404, 'There is no such solve under way', 'Reload; it may have ended.'),
  NO_REQUESTS: meaning(422, 'There is nothing to plan on this day', 'Book or import requests first.'),
  NO_VEHICLES: meaning(
    422,
    'No vehicle is in use that day',
    'Import the fleet, put a vehicle in use, or give a driver the day.',
  ),
  HUB_NOT_ON_ROAD: meaning(422, 'The hub is not near a road', 'Correct the hub’s coordinates.'),
  PLAN_UNKNOWN: meaning(404, 'This day has no plan yet', 'Plan it first.'),
  RUN_UNKNOWN: meaning(404, 'The plan has no such run', 'Reload the plan.'),
  PLAN_INVALID: meaning(
    500,
    'A plan failed its check and was not stored',
    'Plan again; send the administrator the id shown.',
  ),
  SOLVER_CRASHED: meaning(
    500,
    'The solver stopped unexpectedly',
    'Plan again; the plan before is unchanged.',
  ),
  // problems in VROOM's format
  PROBLEM_INVALID: meaning(
    400,
    'The problem has an error',
    'Correct what is named; docs/vroom.md lists all fields.',
  ),
  PROBLEM_TOO_LARGE: meaning(
    413,
    'The problem is larger than this server takes',
    'Send it in parts, or raise VROOM_MAX_TASKS, VROOM_MAX_VEHICLES or VROOM_MAX_MB.',
  ),
  SOLVE_QUEUE_FULL: meaning(
    503,
    'Too many problems are waiting to be solved',
    'Wait the time given in Retry-After, then try again.',
  ),
  API_KEY_WRONG: meaning(
    401,
    'The API key is missing or wrong',
    'Send the header “Authorization: Bearer KEY” with the key in VROOM_API_KEY; without one, call from the server itself.',
  ),
  // routing
  ROUTING_UNAVAILABLE: meaning(
    503,
    'The routing engine does not answer',
    'Check OSRM_URL or the region, then try again.',
  ),
  ROUTING_TIMEOUT: meaning(
    504,
    'The routing engine took too long',
    'Try again; if it stays, give the engine more time or fewer places.',
  ),
  ROUTING_BAD_ANSWER: meaning(
    502,
    'The routing engine answered something unusable',
    'Check that OSRM_URL is an osrm-routed of version 5 or newer.',
  ),
  ROUTING_TOO_LARGE: meaning(
    422,
    'The routing engine refuses so many places at once',
    'Raise its max-table-size or lower OSRM_TABLE_SIZE.',
  ),
  ROUTING_BAD_REQUEST: meaning(
    500,
    'The routing engine refused the request',
    'Send the administrator the message shown.',
  ),
  ROUTING_CANCELLED: meaning(
    499,
    'The call to the routing engine was stopped',
    'Start it again if it was not meant.',
  ),
  PROFILE_UNKNOWN: meaning(
    422,
    'The routing engine lacks this vehicle profile',
    'Give a URL for each profile.',
  ),
  NO_PATH: meaning(
    422,
    'There is no way between two places',
    'Check the places named and the vehicles that may go there.',
  ),
  NO_ROAD_NEAR: meaning(422, 'There is no road near a place', 'Move the pin to a road.'),
  // the desk
  EDIT_IMPOSSIBLE: meaning(
    422,
    'The plan cannot be changed like this',
    'Look at the plan as it is now and try again.',
  ),
  EDIT_CONFLICT: meaning(
    409,
    'Somebody else has changed the same meanwhile',
    'Look at what was changed, then decide again.',
  ),
  NOTHING_TO_UNDO: meaning(409, 'There is no such step', 'Reload the history.'),
  SCENARIO_UNKNOWN: meaning(404, 'There is no such scenario', 'Reload the list of scenarios.'),
  PROPOSAL_UNKNOWN: meaning(404, 'This proposal is no longer kept', 'Plan the rest again.'),
  CARRIED_OVER: meaning(
    409,
    'The request stands on another day',
    'Change it there, or bring it back to its day first.',
  ),
  PUBLISHED_ANEW: meaning(
    409,
    'Somebody has published these runs anew meanwhile',
    'Look at what is published now, then decide again.',
  ),
  NOTHING_TO_PUBLISH: meaning(409, 'There is no run to publish', 'Put stops into a run first.'),
  NOTHING_TO_PLAN: meaning(
    409,
    'Nothing of the plan is left to change',
    'Unlock a run, take a pin off, or choose more runs.',
  ),
  TABLES_CHANGED: meaning(409, 'The travel times of the day have changed', 'Reload the desk.'),
  // unassigned
  NOT_ON_ROAD: meaning(
    422,
    'The place is too far from any road',
    'Cancel it and add it again where the road ends.',
  ),
  UNREACHABLE: meaning(
    422,
    'No road leads from the hub to the place',
    'Check where it is; add it again at a road that leads to the hub.',
  ),
  NO_VEHICLE_MAY_ENTER: meaning(
    422,
    'No vehicle of the fleet may go there',
    'Add a smaller vehicle, or allow a larger one.',
  ),
  TOO_LARGE: meaning(
    422,
    'The load is larger than any vehicle that may go there',
    'Cancel it and add it again in smaller parts.',
  ),
  OUTSIDE_SHIFTS: meaning(422, 'No shift is long enough to go there and back', 'Lengthen a shift.'),
  WINDOW_TOO_EARLY: meaning(
    422,
    'No vehicle can be there within its time window',
    'Add it again with a wider window, or start a shift earlier.',
  ),
  NOT_ENOUGH_VEHICLES: meaning(
    422,
    'All suitable vehicles are full',
    'Add a vehicle, or move the request to another day.',
  ),
  SKILLS_MISSING: meaning(
    422,
    'No vehicle has all the equipment it needs',
    'Give a vehicle that may go there what is missing.',
  ),
  PINNED_ELSEWHERE: meaning(422, 'It is kept for vehicles that cannot come', 'Let other vehicles take it.'),
  PASSES_NO_HUB: meaning(
    422,
    'No vehicle that can get there passes the hub with its load',
    'Let a vehicle start and end at the hub.',
  ),
  RUNS_LOCKED: meaning(422, 'All runs that could take it are locked', 'Unlock a run, or add a vehicle.'),
  RECEIVING_CLOSED: meaning(
    422,
    'No vehicle is back while the hub receives',
    'Receive until later, or start a shift earlier.',
  ),
  NOT_FRESH: meaning(
    422,
    'No vehicle can bring it to the hub fresh',
    'Raise the limit of freshness, or pick it up at another time.',
  ),
  OVER_RUN_LIMIT: meaning(
    422,
    'It would take every vehicle beyond a limit of its run',
    'Raise the limit of stops, distance or hours.',
  ),
  NO_TIME_FOR_BREAK: meaning(
    422,
    'No driver could serve it and take a break',
    'Give the break more time, or lengthen a shift.',
  ),
  LEFT_OUT_FOR_PRICE: meaning(422, 'Leaving it out costs less', 'Raise the price of leaving it out.'),
  NOT_YET_PLACED: meaning(
    422,
    'There is room for it, but the search ended first',
    'Plan again with more time.',
  ),
  TAKEN_OUT: meaning(422, 'It was taken out of its run at the desk', 'Put it into a run, or plan the rest.'),
  NOT_YET_PLANNED: meaning(422, 'It came after the plan was made', 'Put it into a run, or plan the rest.'),
  // region import, backup and restore
  EXTRACT_UNREADABLE: meaning(422, 'The file is no OpenStreetMap PBF extract', 'Give an .osm.pbf file.'),
  EXTRACT_TRUNCATED: meaning(422, 'The extract ends in the middle', 'Download it again.'),
  EXTRACT_WITHOUT_ROADS: meaning(
    422,
    'There are no roads in the extract or the box',
    'Check --bbox, or use another extract.',
  ),
  EXTRACT_UNREACHABLE: meaning(
    502,
    'The extract could not be downloaded',
    'Check the address and the connection.',
  ),
  BBOX_INVALID: meaning(
    422,
    'The box is not west,south,east,north',
    'Give four numbers, for example --bbox=103.1,22.0,103.9,22.6.',
  ),
  REGION_NAME_INVALID: meaning(
    422,
    'The name cannot be a folder name',
    'Use lower-case letters, digits and hyphens.',
  ),
  DISK_FULL: meaning(507, 'The disk is full', 'Free some space and run it again; nothing was changed.'),
  INTERRUPTED: meaning(499, 'Stopped before the end', 'Run it again; nothing was changed.'),
  TILES_FAILED: meaning(
    500,
    'The routing tiles could not be built',
    'See the message above; nothing was changed.',
  ),
  SPEED_PROFILE_INVALID: meaning(422, 'The speed profile has an error', 'Correct the field named.'),
  BACKUP_INVALID: meaning(
    422,
    'The file is no whole Hubward backup',
    'Use another backup; nothing was changed.',
  ),
  DATA_IN_USE: meaning(
    409,
    'A server is using this data directory',
    'Stop it first, then run the command again.',
  ),
  DATA_TOO_NEW: meaning(
    409,
    'The data were written by a newer Hubward',
    'Install that version or a newer one; nothing was changed.',
  ),
  FILE_UNREADABLE: meaning(422, 'A file could not be read', 'Check the path and the rights.'),
  FILE_UNWRITABLE: meaning(422, 'A file could not be written', 'Check the path, the rights and the space.'),
  PORT_IN_USE: meaning(
    409,
    'Another program listens on this port',
    'Stop it, or choose another port with PORT.',
  ),
  CONFIG_INVALID: meaning(422, 'A setting is wrong', 'Correct the environment variable named.'),
};
