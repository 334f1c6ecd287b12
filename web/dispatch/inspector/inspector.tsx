import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { DeskLayoutProps } from '../desk-layout.tsx';
import { GroupDetails } from './group-details.tsx';
import { RequestDetails } from './request-details.tsx';
import { RunDetails } from './run-details.tsx';
import { StopDetails } from './stop-details.tsx';
import { TotalsTable } from './totals.tsx';

/** What is selected, in full; the day as a whole when nothing is. */
export function Inspector(props: DeskLayoutProps) {
  const { t } = useI18n();
  const { day, selection, isPhone } = props;
  const content = selectedDetails(props);
  if (content) {
    return (
      <div className="inspector-content stack">
        <div>
          <button type="button" className="button quiet back" onClick={selection.clear}>
            <Icon name={isPhone ? 'previous' : 'close'} />
            {isPhone ? t('action.back') : t('action.close')}
          </button>
        </div>
        {content}
      </div>
    );
  }
  if (isPhone && (selection.run || selection.request)) {
    return (
      <div className="empty">
        <p>{t('inspector.gone')}</p>
        <button type="button" className="button" onClick={selection.clear}>
          {t('action.back')}
        </button>
      </div>
    );
  }
  return (
    <div className="inspector-content stack">
      {day.plan ? <TotalsTable plan={day.plan} /> : <p className="soft">{t('inspector.nothing')}</p>}
      <PlanNotes {...props} />
    </div>
  );
}

function selectedDetails({ day, date, stored, selection, desk }: DeskLayoutProps) {
  if (desk && selection.stops.length > 1) return <GroupDetails desk={desk} stops={selection.stops} />;
  if (selection.request) {
    const request = day.requests.find(({ id }) => id === selection.request);
    return (
      request && <RequestDetails request={request} day={day} date={date} selection={selection} desk={desk} />
    );
  }
  const run = day.runs.find((each) => each.run.vehicle === selection.run);
  if (!run) return null;
  const stop = run.stops.find(({ id }) => id === selection.stop);
  if (stop) return <StopDetails run={run} stop={stop} selection={selection} desk={desk} />;
  return (
    <RunDetails
      day={run}
      date={date}
      editVersion={desk?.version ?? stored?.edit_version ?? 0}
      selection={selection}
      hasDirections={!desk?.isPreview && selection.scenario === null}
      desk={desk}
    />
  );
}

/** When and with what the plan was made, and what its reader must know. */
function PlanNotes({ stored, day, desk }: DeskLayoutProps) {
  const { t } = useI18n();
  const f = useFormat();
  if (!stored) return null;
  const { routing, warnings } = stored.document;
  return (
    <>
      <p className="soft small">
        {t('plan.made', {
          time: f.moment(stored.created_at),
          version: desk?.version ?? stored.edit_version,
          engine: `${routing.engine} ${routing.version}`,
        })}
      </p>
      {warnings.length > 0 && (
        <section className="stack-small" aria-label={t('plan.warnings')}>
          <h3>{t('plan.warnings')}</h3>
          {warnings.map((warning) => (
            <div className="notice look" key={`${warning.code} ${warning.ids.join(' ')}`}>
              <Icon name="warning" />
              <span className="small">
                {t(`plan.warning.${warning.code}`, { ids: warning.ids.join(', ') })}
              </span>
            </div>
          ))}
        </section>
      )}
      {day.runs.length > 0 && <p className="soft small">{t('inspector.hint')}</p>}
    </>
  );
}
