import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { DriverDraft } from '#server/contract/fleet.ts';
import { hoursOn, weekdayOf } from '#server/domain/crew.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { addDays } from '../day.ts';
import { usualHours } from './week-fields.tsx';
import { useWeekdayNames } from './weekday-names.ts';

interface DaysCalendarProps {
  readonly week: DriverDraft['week'];
  readonly days: DriverDraft['days'];
  readonly today: string;
  readonly onChange: (days: DriverDraft['days']) => void;
}

/**
 * A month of days: pressing one makes it a day off, or a day of work where the week has none, and pressing it again as
 * the week has it. Arrows go from day to day, Page Up and Page Down from month to month.
 */
export function DaysCalendar({ week, days, today, onChange }: DaysCalendarProps) {
  const { t, locale } = useI18n();
  const f = useFormat();
  const names = useWeekdayNames('short');
  const [focus, setFocus] = useState(today);
  const grid = useRef<HTMLDivElement>(null);
  // After every render: the day comes with one of the next.
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });
  const first = `${focus.slice(0, 8)}01`;
  const goTo = (date: string): void => {
    wantsFocus.current = true;
    setFocus(date);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const months = { PageUp: -1, PageDown: 1 }[event.key];
    if (step === undefined && months === undefined) return;
    event.preventDefault();
    goTo(step === undefined ? monthsOn(focus, months ?? 0) : addDays(focus, step));
  };
  const toggle = (date: string): void => {
    setFocus(date);
    const rest = days.filter((day) => day.date !== date);
    if (rest.length < days.length) return onChange(rest);
    const hours = hoursOn({ week, days: [] }, date)
      ? null
      : (week.find((each) => each !== null) ?? usualHours);
    return onChange([...rest, { date, hours }]);
  };
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <fieldset className="stack-small">
      <legend className="legend">{t('driver.days')}</legend>
      <p className="soft small">{t('driver.days-hint')}</p>
      <div className="row">
        <button
          type="button"
          className="button quiet icon"
          aria-label={t('driver.month-before')}
          onClick={() => setFocus(monthsOn(focus, -1))}
        >
          <Icon name="previous" />
        </button>
        <strong className="calendar-month" aria-live="polite">
          {month.format(new Date(`${first}T00:00:00Z`))}
        </strong>
        <button
          type="button"
          className="button quiet icon"
          aria-label={t('driver.month-after')}
          onClick={() => setFocus(monthsOn(focus, 1))}
        >
          <Icon name="next" />
        </button>
      </div>
      {/* The keys are those of the buttons in it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={grid} className="calendar" onKeyDown={onKeyDown}>
        {names.map((name) => (
          <span key={name} className="calendar-name soft small" aria-hidden="true">
            {name}
          </span>
        ))}
        {datesOf(first).map((date, index) => {
          const hours = hoursOn({ week, days }, date);
          const isOther = days.some((day) => day.date === date);
          const state = hours ? `${hours.start}–${hours.end}` : t('driver.off');
          return (
            <button
              key={date}
              type="button"
              className={`calendar-day ${hours ? 'is-on' : 'is-off'} ${isOther ? 'is-other' : ''}`}
              style={index === 0 ? { gridColumnStart: weekdayOf(date) + 1 } : undefined}
              tabIndex={date === focus ? 0 : -1}
              aria-pressed={isOther}
              aria-current={date === today ? 'date' : undefined}
              onClick={() => toggle(date)}
            >
              <span aria-hidden="true">{Number(date.slice(8))}</span>
              <span className="calendar-state" aria-hidden="true">
                {hours ? '' : t('driver.off')}
              </span>
              <span className="visually-hidden">{`${f.day(date)}: ${state}`}</span>
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

function datesOf(first: string): string[] {
  const next = monthsOn(first, 1);
  const dates: string[] = [];
  for (let date = first; date < next; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** The same day so many months on, or the last of that month. */
function monthsOn(date: string, months: number): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
