import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Vehicle } from '#server/contract/fleet.ts';
import { crewsOn } from '#server/domain/crew.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { LanguageSwitch } from '#web/shared/i18n/language-switch.tsx';
import { useSession } from '#web/shared/session/use-session.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ThemeButton } from '#web/shared/ui/theme-button.tsx';
import { useMedia } from '#web/shared/ui/use-media.ts';
import { addDays, looseRequests, type Day } from './day.ts';
import type { DeskLayoutProps } from './desk-layout.tsx';
import { useHubContext } from './hub-context.ts';
import { HubMenu } from './hub-menu.tsx';
import { PlanButton } from './plan/plan-button.tsx';

/** Hub and day on the left, what the day costs in the middle, what can be done on the right. */
export function TopBar(props: DeskLayoutProps) {
  const { isPhone, date, day, vehicles, planning, selection, onGoTo, onHelp } = props;
  const { hub, canEdit } = useHubContext();
  const hasRoom = useMedia('(width >= 80rem)');
  const fleetPath = `/hubs/${encodeURIComponent(hub.id)}/fleet`;
  return (
    <header className="top-bar">
      <div className="top-place">
        <HubName />
        <DayChooser date={date} isPhone={isPhone} onGoTo={onGoTo} />
      </div>
      {!isPhone && <KeyFigures day={day} />}
      <div className="top-actions">
        {!isPhone && vehicles && <FleetLink to={fleetPath} date={date} vehicles={vehicles} />}
        {!isPhone && canEdit && selection.scenario === null && <PlanButton planning={planning} />}
        {!isPhone && hasRoom && <LanguageSwitch id="top-language" />}
        {!isPhone && hasRoom && <ThemeButton />}
        <HubMenu date={date} onHelp={onHelp} />
      </div>
    </header>
  );
}

interface FleetLinkProps {
  readonly to: string;
  readonly date: string;
  readonly vehicles: readonly Vehicle[];
}

/** How many vehicles can be used on the day; the words are for the tooltip and for screen readers. */
function FleetLink({ to, date, vehicles }: FleetLinkProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const drivers = useQuery(queries.drivers(hub.id));
  const inUse = vehicles.filter((vehicle) => vehicle.is_available);
  const crews = crewsOn(inUse, drivers.data ?? [], date);
  const count = inUse.filter(({ id }) => !crews.get(id)?.isWithoutDriver).length;
  const words = t('fleet.in-use', { count, total: vehicles.length });
  return (
    <Link className="button quiet fleet-link" to={to} title={words}>
      <Icon name="truck" />
      <span className={count === 0 ? 'badge look' : ''} aria-hidden="true">
        {count === 0 && <Icon name="warning" />}
        {count}/{vehicles.length}
      </span>
      <span className="visually-hidden">{words}</span>
    </Link>
  );
}

function HubName() {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const navigate = useNavigate();
  const hubs = useSession()?.hubs ?? [];
  if (hubs.length < 2) return <h1 className="hub-name">{hub.name}</h1>;
  return (
    <h1 className="hub-name">
      <select
        className="select"
        aria-label={t('hub.label')}
        value={hub.id}
        onChange={(event) => void navigate(`/hubs/${encodeURIComponent(event.target.value)}`)}
      >
        {hubs.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </h1>
  );
}

interface DayChooserProps {
  readonly date: string;
  readonly isPhone: boolean;
  readonly onGoTo: (date: string) => void;
}

function DayChooser({ date, isPhone, onGoTo }: DayChooserProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { today } = useHubContext();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="day-chooser">
      <button
        type="button"
        className="button quiet icon"
        aria-label={t('day.before')}
        onClick={() => onGoTo(addDays(date, -1))}
      >
        <Icon name="previous" />
      </button>
      <button type="button" className="button quiet day-name" onClick={() => input.current?.showPicker()}>
        {isPhone ? f.dayShort(date) : f.day(date)}
        <span className="visually-hidden">{t('day.choose')}</span>
        {date === today && <span className="badge">{t('day.today')}</span>}
      </button>
      <input
        ref={input}
        type="date"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        value={date}
        onChange={(event) => event.target.value && onGoTo(event.target.value)}
      />
      <button
        type="button"
        className="button quiet icon"
        aria-label={t('day.after')}
        onClick={() => onGoTo(addDays(date, 1))}
      >
        <Icon name="next" />
      </button>
      {date !== today && (
        <button type="button" className="button" onClick={() => onGoTo(today)}>
          {t('day.today')}
        </button>
      )}
    </div>
  );
}

/** The four figures a day is judged by. */
export function KeyFigures({ day }: { day: Day }) {
  const { t } = useI18n();
  const f = useFormat();
  const totals = day.plan?.totals;
  if (!totals) return <div className="key-figures" />;
  const unserved = looseRequests(day).length;
  return (
    <dl className="key-figures">
      <div className="lead">
        <dt>{t('figure.per-parcel')}</dt>
        <dd>{totals.cost_per_parcel === null ? '–' : f.moneyExact(totals.cost_per_parcel)}</dd>
      </div>
      <div>
        <dt>{t('figure.runs')}</dt>
        <dd>{f.number(totals.runs)}</dd>
      </div>
      <div>
        <dt>{t('figure.distance')}</dt>
        <dd>{f.distance(totals.metres)}</dd>
      </div>
      <div className={unserved > 0 ? 'look' : ''}>
        <dt>{t('figure.unserved')}</dt>
        <dd>
          {unserved > 0 && <Icon name="warning" />}
          {f.number(unserved)}
        </dd>
      </div>
    </dl>
  );
}
