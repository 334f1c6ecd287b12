import { UserError } from '#server/domain/user-error.ts';
import type { NumberRule } from './number-columns.ts';

/** Digits of the currency's minor unit: 0 for VND, 2 for EUR. Throws UserError CURRENCY_UNKNOWN. */
export function minorDigits(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 0;
  } catch (error) {
    throw new UserError('CURRENCY_UNKNOWN', `${currency} is no currency code.`, { cause: error });
  }
}

/** Amounts of a currency, in major units. */
export function moneyRule(currency: string, digits: number): NumberRule {
  return { min: 0, max: 1e12, maxFractionDigits: digits, units: currencySigns(currency) };
}

/** Major units as written to whole minor units; what has more decimals than the currency is complained of. */
export function toMinor(major: number, digits: number, complain: (message: string) => void): number {
  const minor = major * 10 ** digits;
  const whole = Math.round(minor);
  if (Math.abs(minor - whole) > 1e-6) complain(`${major} has more decimals than the currency (${digits}).`);
  return whole;
}

/** Signs of the hub's own currency; any other makes a cell no plain number. */
function currencySigns(currency: string): string[] {
  const signs: Readonly<Record<string, readonly string[]>> = {
    VND: ['vnđ', '₫', 'đồng', 'đ', 'd'],
    CNY: ['rmb', '￥', '¥', '元'],
    IDR: ['rp.', 'rp'],
    EUR: ['€'],
    USD: ['us$', '$'],
  };
  return [currency.toLowerCase(), ...(signs[currency] ?? [])];
}
