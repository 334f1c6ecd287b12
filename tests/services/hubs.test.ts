import { expect, it } from 'vitest';
import { requireTimezone } from '#server/services/hubs.ts';

it('keeps the name of a time zone as it is written, and mends its case', () => {
  expect(requireTimezone('Asia/Ho_Chi_Minh')).toBe('Asia/Ho_Chi_Minh');
  expect(requireTimezone('europe/ANDORRA')).toBe('Europe/Andorra');
  expect(() => requireTimezone('Asia/Nowhere')).toThrowError(
    expect.objectContaining({ code: 'TIMEZONE_UNKNOWN' }),
  );
});
