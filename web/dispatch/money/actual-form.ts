import type { RunActual } from '#server/contract/money.ts';
import { readMoney, writeMoney } from '#web/shared/i18n/money-text.ts';
import { instantOfLocal, localOfInstant } from './local-time.ts';

/** What came of a run, as it is typed. */
export interface ActualForm {
  readonly from: string;
  readonly to: string;
  readonly left: string;
  readonly back: string;
  readonly litres: string;
  readonly fuel: string;
  readonly tolls: string;
}

interface Place {
  readonly currency: string;
  readonly timezone: string;
}

/** What is known of a run, to be changed. */
export function formOf(actual: RunActual | null, { currency, timezone }: Place): ActualForm {
  const text = <T>(value: T | null | undefined, write: (value: T) => string): string =>
    value === null || value === undefined ? '' : write(value);
  const money = (amount: number) => writeMoney(amount, currency);
  const local = (instant: string) => localOfInstant(instant, timezone);
  return {
    from: text(actual?.odometer_start_km, String),
    to: text(actual?.odometer_end_km, String),
    left: text(actual?.left_at, local),
    back: text(actual?.back_at, local),
    litres: text(actual?.fuel_litres, String),
    fuel: text(actual?.fuel_paid, money),
    tolls: text(actual?.tolls_paid, money),
  };
}

/** As the server takes it. */
export function actualOf(form: ActualForm, vehicle: string, { currency, timezone }: Place): RunActual {
  const orNull = <T>(text: string, read: (text: string) => T): T | null => (text === '' ? null : read(text));
  const money = (text: string) => readMoney(text, currency);
  const instant = (text: string) => instantOfLocal(text, timezone);
  return {
    vehicle,
    odometer_start_km: orNull(form.from, Number),
    odometer_end_km: orNull(form.to, Number),
    left_at: orNull(form.left, instant),
    back_at: orNull(form.back, instant),
    fuel_litres: orNull(form.litres, Number),
    fuel_paid: orNull(form.fuel, money),
    tolls_paid: orNull(form.tolls, money),
  };
}
