import { useMemo } from 'react';
import { toldLoads } from '#server/domain/publish/told-loads.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { Day } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import { useHanding } from '../publish/use-published.ts';
import { splitLoose } from './split-loose.ts';
import { useCarryOver } from './use-carry-over.ts';

interface CarryOverProps {
  readonly day: Day;
  readonly date: string;
}

/** Puts all that is in no run on the next day's list, and says what of it stays and why. */
export function CarryOver({ day, date }: CarryOverProps) {
  const { t } = useI18n();
  const { canEdit } = useHubContext();
  const { carryOver, isPending } = useCarryOver(date);
  const { free, told, others } = useLoose(day);
  if (!canEdit) return null;
  return (
    <>
      {free.length > 0 && (
        <button
          type="button"
          className="button carry-over"
          title={t('carry.explain')}
          disabled={isPending}
          onClick={() => carryOver(free.map(({ id }) => id))}
        >
          <Icon name="redo" />
          {t('carry.action', { count: free.length })}
        </button>
      )}
      {told.length > 0 && (
        <p className="soft small carry-kept">
          {t('carry.kept-told', { requests: listed(told.map(({ place }) => place)) })}
        </p>
      )}
      {others.length > 0 && (
        <p className="soft small carry-kept">
          {t('carry.kept', {
            requests: listed(others.map(({ place, state }) => `${place} (${t(`state.${state}`)})`)),
          })}
        </p>
      )}
    </>
  );
}

const listedMost = 5;

/** The first few of them; `+3`: so many more. */
function listed(names: readonly string[]): string {
  const more = names.length - listedMost;
  return names.slice(0, listedMost).join(', ') + (more > 0 ? ` +${more}` : '');
}

/** On a day that is past: what nobody has come for. */
export function PastNotice({ day, date }: CarryOverProps) {
  const { t } = useI18n();
  const { today } = useHubContext();
  const count = useLoose(day).free.length;
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

/** What of the day may go on, and what may not, since it is in a run that others see. */
function useLoose(day: Day): ReturnType<typeof splitLoose> {
  const { published } = useHanding();
  return useMemo(
    () => splitLoose(day, toldLoads((published?.publication.runs ?? []).map(({ frozen }) => frozen.run))),
    [published, day],
  );
}
