import { useState } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useHubContext } from '../hub-context.ts';
import { useHanding } from '../publish/use-published.ts';
import { DriverLinkDialog } from './driver-link-dialog.tsx';

/** Opens the link of a run that is published. */
export function DriverLinkButton({ date, run }: { date: string; run: number }) {
  const { t } = useI18n();
  const { canEdit } = useHubContext();
  const { published } = useHanding();
  const [isOpen, setIsOpen] = useState(false);
  const isPublished = published?.publication.runs.some(({ number }) => number === run) ?? false;
  if (!isPublished || !canEdit) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        <Icon name="sent" />
        {t('driver-link.action')}
      </button>
      {isOpen && <DriverLinkDialog date={date} run={run} onClose={() => setIsOpen(false)} />}
    </>
  );
}
