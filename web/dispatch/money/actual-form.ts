import type { MoneyRun, RunActual } from '#server/contract/money.ts';
import { readMoney, writeMoney } from '#web/shared/i18n/money-text.ts';
import { addDays } from '../day.ts';
import { instantOfLocal, localOfInstant } from './local-time.ts';

/** What came of a run, as it is typed; times are HH:MM. */
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
  const clock = (instant: string) => localOfInstant(instant, timezone).slice(11);
  return {
    from: text(actual?.odometer_start_km, String),
    to: text(actual?.odometer_end_km, String),
    left: text(actual?.left_at, clock),
    back: text(actual?.back_at, clock),
    litres: text(actual?.fuel_litres, String),
    fuel: text(actual?.fuel_paid, money),
    tolls: text(actual?.tolls_paid, money),
  };
}

/** As the server takes it. A run leaves on its `date`; back before it left is on the next day. */
export function actualOf(
  form: ActualForm,
  { vehicle, typed, driven }: Pick<MoneyRun, 'vehicle' | 'typed' | 'driven'>,
  { currency, timezone, date }: Place & { readonly date: string },
): RunActual {
  const orNull = <T>(text: string, read: (text: string) => T): T | null => (text === '' ? null : read(text));
  const money = (text: string) => readMoney(text, currency);
  const on = (day: string) => (clock: string) => instantOfLocal(`${day}T${clock}`, timezone);
  // What was not changed stays as it was noted, with its seconds and its day.
  const before = formOf(typed, { currency, timezone });
  const hasLeft = form.left === before.left;
  const left = hasLeft ? (typed?.left_at ?? null) : orNull(form.left, on(date));
  const from = left ?? driven?.left_at ?? null;
  const backAfter = (clock: string): string => {
    if (from === null) return on(date)(clock);
    const day = localOfInstant(from, timezone).slice(0, 10);
    const sameDay = on(day)(clock);
    return Date.parse(sameDay) < Date.parse(from) ? on(addDays(day, 1))(clock) : sameDay;
  };
  const back = hasLeft && form.back === before.back ? (typed?.back_at ?? null) : orNull(form.back, backAfter);
  return {
    vehicle,
    odometer_start_km: orNull(form.from, Number),
    odometer_end_km: orNull(form.to, Number),
    left_at: left,
    back_at: back,
    fuel_litres: orNull(form.litres, Number),
    fuel_paid: orNull(form.fuel, money),
    tolls_paid: orNull(form.tolls, money),
  };
}
