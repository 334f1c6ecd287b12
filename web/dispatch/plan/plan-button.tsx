import { useI18n, useFormat } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { secondsChoices } from './use-planning.ts';
import type { Planning } from './use-planning.ts';

/** The one main action, with how long it may take. */
export function PlanButton({ planning }: { planning: Planning }) {
  const { t } = useI18n();
  const f = useFormat();
  return (
    <div className="plan-button">
      <select
        className="select"
        aria-label={t('plan.seconds')}
        disabled={!planning.canStart}
        value={planning.seconds}
        onChange={(event) => planning.setSeconds(Number(event.target.value))}
      >
        {secondsChoices.map((seconds) => (
          <option key={seconds} value={seconds}>
            {f.duration(seconds)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button primary"
        disabled={!planning.canStart}
        aria-keyshortcuts="p"
        onClick={planning.start}
      >
        <Icon name="play" />
        {t('plan.action')}
      </button>
    </div>
  );
}
