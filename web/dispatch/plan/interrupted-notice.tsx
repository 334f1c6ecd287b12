import { useState } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { DeskLayoutProps } from '../desk-layout.tsx';
import { useHubContext } from '../hub-context.ts';
import { RestButton } from './rest-dialog.tsx';

const seenKey = 'hubward.interrupted-seen';

type InterruptedProps = Pick<DeskLayoutProps, 'planning' | 'desk' | 'date' | 'selection'>;

/**
 * The last planning of the day came to nothing, since the server stopped: said beside the plan that it was of until that is
 * planned, or it was read.
 */
export function InterruptedNotice(props: InterruptedProps) {
  const { t } = useI18n();
  const [seen, setSeen] = useState(() => localStorage.getItem(seenKey));
  const { interrupted, isRunning } = props.planning;
  if (interrupted === null || interrupted.solve === seen || isRunning) return null;
  const { solve, rest } = interrupted;
  if ((rest?.scenario ?? null) !== props.selection.scenario) return null;
  const close = (): void => {
    localStorage.setItem(seenKey, solve);
    setSeen(solve);
  };
  return (
    <div className="notice look interrupted-notice">
      <Icon name="warning" />
      <div className="stack-small grow">
        <strong>{t(rest ? 'solve.interrupted-rest' : 'solve.interrupted')}</strong>
        {rest ? <RestAgain {...props} /> : <DayAgain {...props} />}
      </div>
      <button type="button" className="button quiet icon" aria-label={t('action.close')} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function DayAgain({ planning: { canStart, start } }: InterruptedProps) {
  const { t } = useI18n();
  return (
    canStart && (
      <button type="button" className="button" onClick={start}>
        <Icon name="play" />
        {t('plan.again')}
      </button>
    )
  );
}

function RestAgain({ desk, ...props }: InterruptedProps) {
  const { canEdit } = useHubContext();
  return (
    canEdit &&
    desk && (
      <div>
        <RestButton desk={desk} {...props} />
      </div>
    )
  );
}
