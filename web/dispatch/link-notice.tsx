import { useHubLive } from '#web/shared/api/hub-live.tsx';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';

interface LinkNoticeProps {
  /** The last refresh failed; what is shown is from before. */
  readonly isStale: boolean;
  readonly staleSince: number;
}

/** A calm line while what is shown may be behind. */
export function LinkNotice({ isStale, staleSince }: LinkNoticeProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { link } = useHubLive();
  if (link !== 'reconnecting' && !isStale) return null;
  return (
    <output className="link-notice">
      <Icon name="info" />
      {staleSince > 0
        ? t('state.reconnecting', { time: f.time(new Date(staleSince).toISOString()) })
        : t('state.loading')}
    </output>
  );
}
