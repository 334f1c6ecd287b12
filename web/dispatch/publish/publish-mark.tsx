import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { DayRun } from '../day.ts';
import { useChangeWords } from './use-change-words.ts';
import { type RunStanding, useHanding } from './use-published.ts';

/** A small mark on a run that is published; nothing on others. */
export function PublishMark({ run }: { run: number }) {
  const { t } = useI18n();
  const standing = useHanding().published?.standings.get(run);
  if (!standing || standing.kind === 'new') return null;
  const words = t(`publish.state-${standing.kind}`);
  return (
    <span className={standing.kind === 'same' ? 'publish-mark' : 'publish-mark look'} title={words}>
      <Icon name={standing.kind === 'same' ? 'sent' : 'changed'} />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** Which revision its driver has, and what has changed since. */
export function PublishNote({ day }: { day: DayRun }) {
  const standing = useHanding().published?.standings.get(day.number);
  if (!standing || standing.kind === 'new') return null;
  return <StandingWords standing={standing} trips={day.run.trips.length} />;
}

interface StandingWordsProps {
  readonly standing: RunStanding;
  /** As planned now. */
  readonly trips: number;
}

export function StandingWords({ standing, trips }: StandingWordsProps) {
  const { t } = useI18n();
  const words = useChangeWords();
  const changes = standing.kind === 'changed' ? words(standing.changes, trips) : [];
  return (
    <div className={standing.kind === 'same' ? 'standing soft' : 'standing look'}>
      <span className="standing-state">
        {t(`publish.state-${standing.kind}`)}
        {standing.kind !== 'new' && ` · ${t('publish.in-revision', { revision: standing.told.revision })}`}
      </span>
      {changes.length > 0 && (
        <ul>
          {changes.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
