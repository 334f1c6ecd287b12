import tzLookup from '@photostructure/tz-lookup';
import { iso1A2Code } from '@rapideditor/country-coder';
import { getTimezonesForCountry } from 'countries-and-timezones';
import countryToCurrency from 'country-to-currency';
import { UserError } from '#server/domain/user-error.ts';

/**
 * IANA zone at a point, from shapes that come with the packages. The zone database draws Asia/Bangkok over northern
 * Vietnam since their clocks agree; where the country has a zone of its own with the same clocks, that is the one
 * its people know.
 */
export function timezoneAt(lat: number, lon: number): string {
  const zone = tzLookup(lat, lon);
  const zones = getTimezonesForCountry(iso1A2Code([lon, lat]) ?? '') ?? [];
  const found = zones.find((other) => other.name === zone);
  if (!found) return zone;
  const own = zones.find(
    (other) =>
      other.countries.length < found.countries.length &&
      other.utcOffset === found.utcOffset &&
      other.dstOffset === found.dstOffset,
  );
  return own?.name ?? zone;
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
