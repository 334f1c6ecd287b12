/** Codes that a driver's phone meets, as in errors.ts. */
export const driveErrorMeanings = {
  PHONE_UNKNOWN: {
    status: 401,
    title: 'This phone does not have the run',
    action: 'Open the link of the run again, or ask the desk for a new one.',
  },
  PHONE_WAITING: {
    status: 403,
    title: 'Another phone has the run',
    action: 'Wait until the desk lets this phone in, or call the desk.',
  },
  PHONE_REFUSED: {
    status: 403,
    title: 'The desk did not let this phone in',
    action: 'Call the desk.',
  },
  DRIVERS_UNDER_WAY: {
    status: 409,
    title: 'Drivers are out with runs of this day',
    action: 'Use “Plan the rest”: it leaves their runs as they are.',
  },
  PICTURE_UNKNOWN: {
    status: 404,
    title: 'There is no such picture',
    action: 'It may still be on the driver’s phone: look again later.',
  },
  PICTURE_UNREADABLE: {
    status: 422,
    title: 'This is no picture',
    action: 'Send a JPEG, PNG or WebP file.',
  },
} as const;
