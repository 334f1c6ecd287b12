import tzLookup from '@photostructure/tz-lookup';
import { getCountriesForTimezone } from 'countries-and-timezones';
import countryToCurrency from 'country-to-currency';
import { UserError } from '#server/domain/user-error.ts';

/** IANA zone at a point, from shapes that come with the package. */
export function timezoneAt(lat: number, lon: number): string {
  return tzLookup(lat, lon);
}

/** Currency of the zone's country; UserError CURRENCY_UNKNOWN where the zone has none (at sea). */
export function currencyOf(timezone: string): string {
  const country = getCountriesForTimezone(timezone)[0]?.id;
  const currencies: Readonly<Record<string, string | undefined>> = countryToCurrency;
  const currency = country ? currencies[country] : undefined;
  if (currency) return currency;
  throw new UserError('CURRENCY_UNKNOWN', `The currency of ${timezone} is not known; give --currency.`);
}

/** UserError TIMEZONE_UNKNOWN or CURRENCY_UNKNOWN where one that was given is none. */
export function checkPlace(timezone: string | undefined, currency: string | undefined): void {
  if (timezone !== undefined && !isTimezone(timezone)) {
    throw new UserError('TIMEZONE_UNKNOWN', `${timezone} is no time zone.`);
  }
  if (currency !== undefined && !Intl.supportedValuesOf('currency').includes(currency)) {
    throw new UserError('CURRENCY_UNKNOWN', `${currency} is no currency.`);
  }
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
