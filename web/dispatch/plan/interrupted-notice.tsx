import { useState } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { Planning } from './use-planning.ts';

const seenKey = 'hubward.interrupted-seen';

/** The last planning of the day came to nothing, since the server stopped: said until it is planned, or was read. */
export function InterruptedNotice({ planning }: { readonly planning: Planning }) {
  const { t } = useI18n();
  const [seen, setSeen] = useState(() => localStorage.getItem(seenKey));
  const { interrupted, isRunning, canStart, start } = planning;
  if (interrupted === null || interrupted === seen || isRunning) return null;
  const close = (): void => {
    localStorage.setItem(seenKey, interrupted);
    setSeen(interrupted);
  };
  return (
    <div className="notice look interrupted-notice">
      <Icon name="warning" />
      <div className="stack-small grow">
        <strong>{t('solve.interrupted')}</strong>
        {canStart && (
          <button type="button" className="button" onClick={start}>
            <Icon name="play" />
            {t('plan.again')}
          </button>
        )}
      </div>
      <button type="button" className="button quiet icon" aria-label={t('action.close')} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}
