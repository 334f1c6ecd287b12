import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { StandingPickup } from '#server/contract/standing.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useWeekdayNames } from '../fleet/weekday-names.ts';
import { useHubContext } from '../hub-context.ts';
import { StandingForm } from './standing-form.tsx';
import { useProductName } from '../use-product-name.ts';

/** Pickups that come again every week: which there are, days to leave out, and when they end. */
export function StandingDialog({ date, onClose }: { date: string; onClose: () => void }) {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const client = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const pickups = useQuery(queries.standing(hub.id));
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: keys.standing(hub.id) });
    await client.invalidateQueries({ queryKey: keys.allRequests(hub.id) });
  };
  return (
    <Dialog title={t('standing.title')} onClose={onClose}>
      <div className="stack">
        {isAdding ? (
          <StandingForm
            date={date}
            onDone={async () => {
              await refresh();
              setAdding(false);
            }}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <>
            <p className="soft">{t('standing.hint')}</p>
            {pickups.isPending && <div className="loading">{t('state.loading')}</div>}
            {pickups.error && <ProblemPanel error={pickups.error} onRetry={() => void pickups.refetch()} />}
            {pickups.data?.length === 0 && <p>{t('standing.none')}</p>}
            <ul className="stack">
              {pickups.data?.map((pickup) => (
                <StandingItem key={pickup.id} pickup={pickup} onChanged={refresh} />
              ))}
            </ul>
            {canEdit && (
              <div className="dialog-actions">
                <button type="button" className="button primary" onClick={() => setAdding(true)}>
                  <Icon name="add" />
                  {t('standing.add')}
                </button>
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function StandingItem({ pickup, onChanged }: { pickup: StandingPickup; onChanged: () => Promise<void> }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, today, canEdit } = useHubContext();
  const { sayProblem } = useToasts();
  const names = useWeekdayNames('short');
  const params = { hub: hub.id, pickup: pickup.id };
  const change = useMutation({
    mutationFn: async (date: string) =>
      pickup.skips.includes(date)
        ? call(endpoints.unskipStandingDay, { params: { ...params, date } })
        : call(endpoints.skipStandingDay, { params, body: { date } }),
    onSuccess: onChanged,
    onError: sayProblem,
  });
  const end = useMutation({
    mutationFn: () => call(endpoints.endStandingPickup, { params, body: { date: today } }),
    onSuccess: onChanged,
    onError: sayProblem,
  });
  const productOf = useProductName();
  const hasEnded = pickup.next.length === 0;
  const isEnding = pickup.ends_on !== null && pickup.ends_on <= today;
  const facts = [
    productOf(pickup.product),
    f.kg(pickup.kg),
    pickup.weekdays.map((day) => names[day]).join(', '),
    (pickup.ready_from ?? pickup.ready_until)
      ? `${pickup.ready_from ?? ''}–${pickup.ready_until ?? ''}`
      : null,
    pickup.cooperative,
  ];
  return (
    <li className={hasEnded ? 'standing-pickup is-over' : 'standing-pickup'}>
      <div className="row-wrap">
        <strong className="grow">{pickup.place}</strong>
        {hasEnded && <span className="badge">{t('standing.ended')}</span>}
        {!hasEnded && pickup.ends_on !== null && (
          <span className="badge look">{t('standing.until', { day: f.dayShort(pickup.ends_on) })}</span>
        )}
      </div>
      <span className="soft">{facts.filter(Boolean).join(' · ')}</span>
      {!hasEnded && (
        <fieldset className="fieldset-plain">
          <legend className="small soft">{t('standing.days')}</legend>
          <div className="row-wrap">
            {pickup.next.map((day) => {
              const isSkipped = pickup.skips.includes(day);
              return (
                <button
                  key={day}
                  type="button"
                  className={isSkipped ? 'button standing-day is-skipped' : 'button standing-day'}
                  aria-pressed={!isSkipped}
                  disabled={!canEdit || change.isPending}
                  onClick={() => change.mutate(day)}
                >
                  <Icon name={isSkipped ? 'close' : 'check'} />
                  {f.dayShort(day)}
                </button>
              );
            })}
          </div>
        </fieldset>
      )}
      {canEdit && !hasEnded && !isEnding && (
        <div>
          <button
            type="button"
            className="button quiet back"
            disabled={end.isPending}
            onClick={() => end.mutate()}
          >
            <Icon name="stop" />
            {t('standing.end')}
          </button>
        </div>
      )}
    </li>
  );
}
