import type { HubSettings } from '#server/contract/hub.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { HoursInputs } from './week-fields.tsx';
import { useWeekdayNames } from './weekday-names.ts';

type Receiving = HubSettings['receiving'];
type Day = Receiving[number];

interface ReceivingFieldsProps {
  readonly receiving: Receiving;
  readonly onChange: (receiving: Receiving) => void;
}

const firstHours = { start: '06:00', end: '18:00' };

/** When the hub unloads vehicles, for each day of the week. */
export function ReceivingFields({ receiving, onChange }: ReceivingFieldsProps) {
  const { t } = useI18n();
  const names = useWeekdayNames();
  const first = receiving[0] ?? null;
  return (
    <fieldset className="stack-small">
      <legend className="legend">{t('hub.receiving')}</legend>
      <p className="soft small">{t('hub.receiving-hint')}</p>
      <ul className="week-fields">
        {names.map((name, day) => (
          <ReceivingDay
            key={name}
            name={name}
            day={receiving[day] ?? null}
            onChange={(next) => onChange(receiving.with(day, next))}
          />
        ))}
      </ul>
      <div>
        <button type="button" className="button" onClick={() => onChange(receiving.map(() => first))}>
          {t('hub.all-as', { day: names[0] ?? '' })}
        </button>
      </div>
    </fieldset>
  );
}

interface ReceivingDayProps {
  readonly name: string;
  readonly day: Day;
  readonly onChange: (day: Day) => void;
}

function ReceivingDay({ name, day, onChange }: ReceivingDayProps) {
  const { t } = useI18n();
  const kind = day === null ? 'any' : day.length === 0 ? 'closed' : 'hours';
  const become = (next: string): void =>
    onChange(next === 'any' ? null : next === 'closed' ? [] : [firstHours]);
  return (
    <li className="receiving-day">
      <span className="week-day">{name}</span>
      <select
        className="select hub-day"
        aria-label={`${name}: ${t('hub.receiving')}`}
        value={kind}
        onChange={({ target }) => become(target.value)}
      >
        <option value="any">{t('hub.any-time')}</option>
        <option value="hours">{t('hub.hours')}</option>
        <option value="closed">{t('hub.closed')}</option>
      </select>
      <div className="row-wrap grow">
        {day?.map((hours, index) => (
          // Windows have no name but their place in the list.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className="row">
            <HoursInputs
              name={t('hub.window-of', { day: name, number: index + 1 })}
              hours={hours}
              onChange={(next) => onChange(day.with(index, next))}
            />
            <button
              type="button"
              className="button quiet icon"
              aria-label={t('hub.window-remove', { day: name, number: index + 1 })}
              onClick={() => onChange(day.toSpliced(index, 1))}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
        {day && day.length > 0 && day.length < 6 && (
          <button
            type="button"
            className="button quiet"
            aria-label={t('hub.window-add-of', { day: name })}
            onClick={() => onChange([...day, { start: '13:00', end: '18:00' }])}
          >
            <Icon name="add" />
            {t('hub.window-add')}
          </button>
        )}
      </div>
    </li>
  );
}
