/** Codes of the further ways in, as in errors.ts: pickups that come again, programs and their keys, webhooks, notices. */
export const inputErrorMeanings = {
  STANDING_PICKUP_UNKNOWN: {
    status: 404,
    title: 'There is no such pickup',
    action: 'Reload the list of pickups.',
  },
  NOT_A_DAY_OF_IT: {
    status: 422,
    title: 'The pickup does not come on that day',
    action: 'Choose one of its days.',
  },
  COOPERATIVE_KEY_WRONG: {
    status: 401,
    title: 'The key is missing, wrong or ended',
    action: 'Send the header “Authorization: Bearer KEY” with a key that the hub made for the cooperative.',
  },
  API_KEY_UNKNOWN: {
    status: 404,
    title: 'There is no such key',
    action: 'Reload the list of keys.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    status: 400,
    title: 'The call has no Idempotency-Key header',
    action: 'Send a name of your own for each booking, the same when you send it again.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'Another booking was sent under this Idempotency-Key',
    action: 'Send a new key with each new booking.',
  },
  PUSH_REFUSED: {
    status: 422,
    title: 'Notices cannot be sent to this address',
    action: 'Turn notices off and on again on the phone.',
  },
  WEBHOOK_UNKNOWN: {
    status: 404,
    title: 'There is no such webhook',
    action: 'Reload the list of webhooks.',
  },
  WEBHOOK_CALL_UNKNOWN: {
    status: 404,
    title: 'There is no such call',
    action: 'Reload the list of calls.',
  },
  WEBHOOK_ADDRESS_REFUSED: {
    status: 422,
    title: 'Calls to this address are not allowed',
    action:
      'Use a public https address without user name or password, or allow private ones with WEBHOOK_PRIVATE.',
  },
  SHOP_ORDERS_LEFT_OUT: {
    status: 422,
    title: 'Orders that are not waiting to be sent were left out',
    action: 'Check the status of the orders in the rows named.',
  },
  SHOP_WEIGHT_ASSUMED: {
    status: 422,
    title: 'The weight of some parcels was taken from the product',
    action: 'Write the weight into the name of the variation, or correct the kg after the import.',
  },
} as const;
