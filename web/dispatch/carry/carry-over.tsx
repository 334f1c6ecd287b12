import { useMemo } from 'react';
import { isMissed, type Request } from '#server/contract/request.ts';
import type { Load } from '#server/domain/load.ts';
import { isRestFree, toldLoads } from '#server/domain/publish/told-loads.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { Day } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import { useHanding } from '../publish/use-published.ts';
import { useCarryOver } from './use-carry-over.ts';

interface CarryOverProps {
  readonly day: Day;
  readonly date: string;
}

/** Puts all that is in no run on the next day's list. */
export function CarryOver({ day, date }: CarryOverProps) {
  const { t } = useI18n();
  const { canEdit } = useHubContext();
  const { carryOver, isPending } = useCarryOver(date);
  const loose = useLoose(day);
  if (!canEdit || loose.length === 0) return null;
  return (
    <button
      type="button"
      className="button carry-over"
      title={t('carry.explain')}
      disabled={isPending}
      onClick={() => carryOver(loose)}
    >
      <Icon name="redo" />
      {t('carry.action', { count: loose.length })}
    </button>
  );
}

/** On a day that is past: what nobody has come for. */
export function PastNotice({ day, date }: CarryOverProps) {
  const { t } = useI18n();
  const { today } = useHubContext();
  const count = useLoose(day).length;
  if (date >= today || count === 0) return null;
  return (
    <div className="notice look past-notice">
      <Icon name="warning" />
      <div className="stack-small">
        <strong>{t('carry.past', { count })}</strong>
        <CarryOver day={day} date={date} />
      </div>
    </div>
  );
}

/**
 * Requests that no run, planned or published, has any part of, those of which no run has all, and those whose drivers came
 * in vain.
 */
function useLoose({ requests, unassigned, unplanned, visitsOf }: Day): string[] {
  const { published } = useHanding();
  return useMemo(() => {
    const told = toldLoads((published?.publication.runs ?? []).map(({ frozen }) => frozen.run));
    const isLoose = ({ id, state }: Request) => state === 'booked' && !visitsOf.has(id);
    const isRest = (request: Request, left: Load | undefined) =>
      left !== undefined &&
      (request.state === 'planned' || request.state === 'published') &&
      isRestFree(told.get(request.id), {
        kg: request.kg - left.kg,
        crates: request.crates - left.crates,
        parcels: request.parcels - left.parcels,
      });
    return [
      ...unassigned.filter(({ request, why }) => isLoose(request) || isRest(request, why.left)),
      ...unplanned.filter(isLoose).map((request) => ({ request })),
      ...requests.filter(isMissed).map((request) => ({ request })),
    ].map(({ request }) => request.id);
  }, [published, requests, unassigned, unplanned, visitsOf]);
}
