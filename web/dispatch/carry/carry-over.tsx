import { isMissed } from '#server/contract/request.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { Day } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
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
  const loose = looseOf(day);
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
  const count = looseOf(day).length;
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

/** Requests that no run, planned or published, has any part of, and those whose drivers came in vain. */
function looseOf({ requests, unassigned, unplanned, visitsOf }: Day): string[] {
  const loose = [...unassigned.map(({ request }) => request), ...unplanned].filter(
    ({ id, state }) => state === 'booked' && !visitsOf.has(id),
  );
  return [...loose, ...requests.filter(isMissed)].map(({ id }) => id);
}
