import type { Hours } from '#server/contract/basics.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { useWeekdayNames } from './weekday-names.ts';

type Week = readonly (Hours | null)[];

interface WeekFieldsProps {
  readonly week: Week;
  readonly onChange: (week: Week) => void;
}

export const usualHours: Hours = { start: '06:00', end: '18:00' };

/** A driver's usual week: which days he works, and when. */
export function WeekFields({ week, onChange }: WeekFieldsProps) {
  const { t } = useI18n();
  const names = useWeekdayNames();
  return (
    <fieldset>
      <legend className="legend">{t('driver.week')}</legend>
      <ul className="week-fields">
        {names.map((name, day) => {
          const hours = week[day] ?? null;
          const set = (next: Hours | null): void =>
            onChange(week.map((each, at) => (at === day ? next : each)));
          return (
            <li key={name} className="row-wrap">
              <label className="check week-day">
                <input
                  type="checkbox"
                  checked={hours !== null}
                  onChange={({ target }) =>
                    set(target.checked ? (week.findLast((each) => each !== null) ?? usualHours) : null)
                  }
                />
                {name}
              </label>
              {hours ? (
                <HoursInputs name={name} hours={hours} onChange={set} />
              ) : (
                <span className="soft">{t('driver.off')}</span>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

interface HoursInputsProps {
  /** Of what they are. */
  readonly name: string;
  readonly hours: Hours;
  readonly onChange: (hours: Hours) => void;
}

/** From one time to another. */
export function HoursInputs({ name, hours, onChange }: HoursInputsProps) {
  const { t } = useI18n();
  return (
    <span className="row">
      <input
        type="time"
        className="input hours-input"
        aria-label={`${name}: ${t('hours.from')}`}
        required
        value={hours.start}
        onChange={({ target }) => onChange({ ...hours, start: target.value })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        className="input hours-input"
        aria-label={`${name}: ${t('hours.until')}`}
        required
        value={hours.end}
        onChange={({ target }) => onChange({ ...hours, end: target.value })}
      />
    </span>
  );
}
