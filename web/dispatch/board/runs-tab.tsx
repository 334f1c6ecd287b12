import { useState } from 'react';
import { isMissed, type Request } from '#server/contract/request.ts';
import { useHubLive } from '#web/shared/api/hub-live.tsx';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useScrolledTo } from '#web/shared/ui/use-scrolled-to.ts';
import { usePageOfRows } from '#web/shared/ui/use-page-of-rows.ts';
import { moveAmongRows } from '#web/shared/ui/list-keys.ts';
import { PhoneAsks } from '../driver-link/phone-asks.tsx';
import { CarryOver } from '../carry/carry-over.tsx';
import { looseRequests, type Day } from '../day.ts';
import { FixButtons, looseStopOf, MoreVehicles, useReasonCode } from '../desk/unassigned.tsx';
import type { Desk } from '../desk/use-desk.ts';
import type { DeskLayoutProps } from '../desk-layout.tsx';
import { useHubContext } from '../hub-context.ts';
import type { Selection } from '../selection.ts';
import { TotalsTable } from '../inspector/totals.tsx';
import { RunRow } from './run-row.tsx';

/** What is in no run and why, what was missed, then the runs. */
export function RunsTab(props: DeskLayoutProps) {
  const { day, date, desk, selection, vehicles, isPhone, onAdd, onImport } = props;
  const { t } = useI18n();
  const { solves } = useHubLive();
  const { canEdit } = useHubContext();
  if (!day.plan && solves[date]) {
    return (
      <div className="empty">
        <h2>{t('empty.being-planned')}</h2>
        <p>{t('empty.being-planned-action')}</p>
      </div>
    );
  }
  if (!day.plan) {
    return (
      <EmptyDay
        hasRequests={day.unplanned.length > 0}
        hasVehicles={vehicles === null || vehicles.length > 0}
        canEdit={canEdit}
        onAdd={onAdd}
        onImport={onImport}
      />
    );
  }
  const inRuns = day.runs.flatMap(({ stops }) => stops.flatMap(({ requests }) => requests));
  const cancelled = new Set(inRuns.filter(({ state }) => state === 'cancelled').map(({ id }) => id)).size;
  return (
    // The rows inside are buttons; this only moves the focus among them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="board-scroll" onKeyDown={moveAmongRows}>
      {cancelled > 0 && <p className="notice look">{t('runs.outdated', { count: cancelled })}</p>}
      <PhoneAsks date={date} />
      <LooseSection day={day} date={date} desk={desk} selection={selection} />
      <ul className="rows" aria-label={t('tab.runs')}>
        {day.runs.map((each) => (
          <li key={each.run.vehicle}>
            <RunRow day={each} runs={day.runs} selection={selection} />
          </li>
        ))}
      </ul>
      {isPhone && <TotalsTable plan={day.plan} />}
    </div>
  );
}

const openAtMost = 20;

interface LooseSectionProps {
  readonly day: Day;
  readonly date: string;
  readonly desk: Desk | null;
  readonly selection: Selection;
}

function LooseSection({ day, date, desk, selection }: LooseSectionProps) {
  const { t, problems } = useI18n();
  const { today } = useHubContext();
  const count = looseRequests(day).length;
  const missed = day.requests.filter(isMissed);
  // A handful is read at once; hundreds would push the runs out of sight.
  const [isOpen, setOpen] = useState(count + missed.length <= openAtMost);
  const loose = usePageOfRows([
    ...day.unassigned.map(({ request, why }) => ({
      request,
      reason: problems[why.code]?.title ?? why.reason,
      action: problems[why.code]?.action ?? '',
    })),
    ...day.unplanned.map((request) => ({
      request,
      reason: t('runs.not-planned-yet'),
      action: t('runs.plan-again'),
    })),
    ...missed.map((request) => ({
      request,
      reason: t('state.missed'),
      action: t('runs.missed-action'),
    })),
  ]);
  // What can be carried over is of both.
  const title = [
    ...(count > 0 ? [t('runs.loose', { count })] : []),
    ...(missed.length > 0 ? [t('runs.missed', { count: missed.length })] : []),
  ].join(' · ');
  if (title === '') {
    return <p className="all-served">{t('runs.all-served')}</p>;
  }
  return (
    <section className="loose" aria-label={title}>
      <h2>
        <button type="button" className="loose-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="warning" />
          {title}
          <span className="grow" />
          <Icon name={isOpen ? 'down' : 'next'} />
        </button>
      </h2>
      {isOpen && date >= today && <CarryOver day={day} date={date} />}
      {isOpen && desk && <MoreVehicles desk={desk} date={date} />}
      {isOpen && (
        <ul className="rows">
          {loose.shown.map((row) => (
            <LooseRow key={row.request.id} selection={selection} date={date} desk={desk} {...row} />
          ))}
          {loose.more > 0 && (
            <li>
              <button type="button" className="button" onClick={loose.showMore}>
                {t('list.more', { count: loose.more })}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

interface LooseRowProps {
  readonly request: Request;
  readonly selection: Selection;
  readonly date: string;
  readonly desk: Desk | null;
  readonly reason: string;
  readonly action: string;
}

function LooseRow({ request, selection, date, desk, reason, action }: LooseRowProps) {
  const f = useFormat();
  const stop = desk ? looseStopOf(desk, request.id) : undefined;
  const row = useScrolledTo<HTMLButtonElement>(selection.request === request.id);
  return (
    <li>
      <button
        ref={row}
        type="button"
        className="list-row loose-row"
        data-row=""
        aria-pressed={selection.request === request.id}
        onClick={() => selection.selectRequest(request.id, stop)}
      >
        <span className="row-line">
          <strong className="grow">{request.place}</strong>
          <span>{f.kg(request.kg)}</span>
        </span>
        {desk && stop !== undefined ? (
          <Reason desk={desk} date={date} stop={stop} reason={reason} action={action} />
        ) : (
          <ReasonWords reason={reason} action={action} />
        )}
      </button>
      {desk && stop !== undefined && <FixButtons desk={desk} date={date} stop={stop} most={1} />}
    </li>
  );
}

interface ReasonProps {
  readonly desk: Desk;
  readonly date: string;
  readonly stop: string;
  /** What the plan says, until the reason is known for the plan as it is now. */
  readonly reason: string;
  readonly action: string;
}

function Reason({ reason, action, ...of }: ReasonProps) {
  const { problems } = useI18n();
  const code = useReasonCode(of);
  const known = code === null ? undefined : problems[code];
  return <ReasonWords reason={known?.title ?? reason} action={known?.action ?? action} />;
}

function ReasonWords({ reason, action }: { readonly reason: string; readonly action: string }) {
  return (
    <>
      <span className="reason">{reason}</span>
      <span className="soft small">{action}</span>
    </>
  );
}

interface EmptyDayProps {
  readonly hasRequests: boolean;
  readonly hasVehicles: boolean;
  readonly canEdit: boolean;
  readonly onAdd: () => void;
  readonly onImport: () => void;
}

/** No plan yet: says the next step, whichever that is. */
function EmptyDay({ hasRequests, hasVehicles, canEdit, onAdd, onImport }: EmptyDayProps) {
  const { t } = useI18n();
  if (!hasVehicles) {
    return (
      <div className="empty">
        <h2>{t('empty.no-fleet')}</h2>
        <p>{t('empty.no-fleet-action')}</p>
      </div>
    );
  }
  if (hasRequests) {
    return (
      <div className="empty">
        <h2>{t('empty.no-plan')}</h2>
        <p>{t('empty.no-plan-action')}</p>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>{t('empty.no-requests')}</h2>
      <p>{t('empty.no-requests-action')}</p>
      {canEdit && (
        <div className="row-wrap">
          <button type="button" className="button" onClick={onImport}>
            <Icon name="upload" />
            {t('requests.import')}
          </button>
          <button type="button" className="button" onClick={onAdd}>
            <Icon name="add" />
            {t('requests.add')}
          </button>
        </div>
      )}
    </div>
  );
}
