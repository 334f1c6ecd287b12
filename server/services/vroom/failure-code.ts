import type { VroomFailure } from '#server/contract/vroom.ts';
import { UserError } from '#server/domain/user-error.ts';
import { RoutingError } from '#server/routing/port.ts';

/** What the caller can mend. */
const ofInput = new Set([
  'PROBLEM_INVALID',
  'REGION_UNKNOWN',
  'FILE_UNREADABLE',
  'FILE_UNWRITABLE',
  'API_KEY_WRONG',
  'ORIGIN_REFUSED',
  'NOT_FOUND',
]);
const ofRouting = new Set(['NO_ROAD_NEAR', 'NO_PATH']);

/** VROOM's code for what went wrong: 1 internal, 2 input, 3 routing, and vroom-express's 4 for what is too large. */
export function vroomCodeOf(error: unknown): VroomFailure['code'] {
  if (error instanceof RoutingError) return 3;
  if (!(error instanceof UserError)) return 1;
  if (error.code === 'PROBLEM_TOO_LARGE') return 4;
  if (ofRouting.has(error.code)) return 3;
  return ofInput.has(error.code) ? 2 : 1;
}
