import type { ErrorMeaning } from './error-meaning.ts';
import { meaning } from './error-meaning.ts';

/** Codes of the further ways in: pickups that come again, programs and their keys, webhooks. */
export const inputErrors: Readonly<Record<string, ErrorMeaning>> = {
  STANDING_PICKUP_UNKNOWN: meaning(404, 'There is no such pickup', 'Reload the list of pickups.'),
  NOT_A_DAY_OF_IT: meaning(422, 'The pickup does not come on that day', 'Choose one of its days.'),
  COOPERATIVE_KEY_WRONG: meaning(
    401,
    'The key is missing, wrong or ended',
    'Send the header “Authorization: Bearer KEY” with a key that the hub made for the cooperative.',
  ),
  API_KEY_UNKNOWN: meaning(404, 'There is no such key', 'Reload the list of keys.'),
  IDEMPOTENCY_KEY_MISSING: meaning(
    400,
    'The call has no Idempotency-Key header',
    'Send a name of your own for each booking, the same when you send it again.',
  ),
  IDEMPOTENCY_KEY_REUSED: meaning(
    422,
    'Another booking was sent under this Idempotency-Key',
    'Send a new key with each new booking.',
  ),
  WEBHOOK_UNKNOWN: meaning(404, 'There is no such webhook', 'Reload the list of webhooks.'),
  WEBHOOK_CALL_UNKNOWN: meaning(404, 'There is no such call', 'Reload the list of calls.'),
  WEBHOOK_ADDRESS_REFUSED: meaning(
    422,
    'Calls to this address are not allowed',
    'Use a public https address, or allow private ones with WEBHOOK_PRIVATE.',
  ),
};
