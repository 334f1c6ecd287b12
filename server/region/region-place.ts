import tzLookup from '@photostructure/tz-lookup';
import { iso1A2Code } from '@rapideditor/country-coder';
import { getTimezone, getTimezonesForCountry } from 'countries-and-timezones';
import countryToCurrency from 'country-to-currency';
import { UserError } from '#server/domain/user-error.ts';

/**
 * IANA zone at a point, from shapes that come with the packages. The zones' shapes are coarse at borders, and the zone
 * database draws Asia/Bangkok over northern Vietnam since their clocks agree: where the country has a zone of its own
 * with the same clocks, that is the one its people know.
 */
export function timezoneAt(lat: number, lon: number): string {
  const name = tzLookup(lat, lon);
  const country = iso1A2Code([lon, lat]);
  const zone = getTimezone(name);
  if (!country || !zone || zone.countries[0] === country) return name;
  const zones = getTimezonesForCountry(country) ?? [];
  const own = zones
    .filter((other) => other.utcOffset === zone.utcOffset && other.dstOffset === zone.dstOffset)
    .toSorted((a, b) => a.countries.length - b.countries.length);
  return own[0]?.name ?? name;
}

/** Currency of the country at a point; UserError CURRENCY_UNKNOWN where there is none (at sea). */
export function currencyAt(lat: number, lon: number): string {
  const country = iso1A2Code([lon, lat]);
  const currencies: Readonly<Record<string, string | undefined>> = countryToCurrency;
  const currency = country ? currencies[country] : undefined;
  if (currency) return currency;
  throw new UserError('CURRENCY_UNKNOWN', `No country is known at ${lat}, ${lon}; give --currency.`);
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
