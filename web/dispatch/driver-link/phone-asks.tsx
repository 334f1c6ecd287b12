import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { useHubContext } from '../hub-context.ts';
import { DriverLinkDialog } from './driver-link-dialog.tsx';

/** Says that a second phone wants a run: its driver stands somewhere and waits. */
export function PhoneAsks({ date }: { date: string }) {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const { data } = useQuery({ ...queries.driven(hub.id, date), enabled: canEdit });
  const [run, setRun] = useState<number | null>(null);
  const asking = (data ?? []).filter(({ phones }) => phones.some(({ state }) => state === 'waiting'));
  return (
    <>
      {asking.map(({ number }) => (
        <button key={number} type="button" className="button phone-asks" onClick={() => setRun(number)}>
          {t('driver-link.asks', { run: number })}
        </button>
      ))}
      {run !== null && <DriverLinkDialog date={date} run={run} onClose={() => setRun(null)} />}
    </>
  );
}
