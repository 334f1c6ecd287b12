import { useEffect } from 'react';
import type { DeskDrivenRun } from '#server/contract/drive-run.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { QrPicture } from '#web/shared/qr/qr-picture.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { LinkBox } from '#web/shared/ui/link-box.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import './driver-link.css';
import { useDriverLinks } from './use-driver-links.ts';

interface DriverLinkDialogProps {
  readonly date: string;
  readonly run: number;
  readonly onClose: () => void;
}

/** A run's link as a picture and as text, and the phones that have it or want it. */
export function DriverLinkDialog({ date, run, onClose }: DriverLinkDialogProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { runOf, make, links, decide, revoke, forget, isPending, error } = useDriverLinks(date);
  useEffect(() => make([run]), [make, run]);
  const driven = runOf(run);
  const [link] = links;
  return (
    <Dialog title={t('driver-link.title', { run })} onClose={onClose}>
      <div className="stack">
        {error !== null && <ProblemPanel error={error} />}
        {link ? (
          <>
            <p>{t('driver-link.explain')}</p>
            <QrPicture text={link.url} label={t('driver-link.qr', { run })} />
            <LinkBox label={t('driver-link.title', { run })} link={link.url} />
            <p className="soft">{t('driver-link.until', { time: f.moment(link.expires_at) })}</p>
          </>
        ) : (
          error === null && <p className="soft">{isPending ? t('state.loading') : t('driver-link.ended')}</p>
        )}
        {driven && driven.phones.length > 0 && (
          <Phones phones={driven.phones} isPending={isPending} onDecide={decide} />
        )}
        <div className="row-wrap">
          {driven && (link || driven.link_until !== null) && (
            <button
              type="button"
              className="button danger"
              disabled={isPending}
              onClick={() => revoke(driven.run, { onSuccess: forget })}
            >
              {t('driver-link.revoke')}
            </button>
          )}
          {!link && error === null && !isPending && (
            <button type="button" className="button" onClick={() => make([run])}>
              {t('driver-link.anew')}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

interface PhonesProps {
  readonly phones: DeskDrivenRun['phones'];
  readonly isPending: boolean;
  readonly onDecide: (what: { phone: string; decision: 'let_in' | 'refuse' }) => void;
}

function Phones({ phones, isPending, onDecide }: PhonesProps) {
  const { t } = useI18n();
  const f = useFormat();
  return (
    <section className="stack-small">
      <h3>{t('driver-link.phones')}</h3>
      <ul className="rows">
        {phones.map(({ id, label, state, asked_at: at }) => (
          <li key={id} className="driver-phone">
            <span className="grow">
              <strong>{label || t('driver-link.phone')}</strong> · {f.time(at)} ·{' '}
              {t(`driver-link.state-${state}`)}
            </span>
            {state === 'waiting' && (
              <>
                <button
                  type="button"
                  className="button primary"
                  disabled={isPending}
                  onClick={() => onDecide({ phone: id, decision: 'let_in' })}
                >
                  {t('driver-link.let-in')}
                </button>
                <button
                  type="button"
                  className="button"
                  disabled={isPending}
                  onClick={() => onDecide({ phone: id, decision: 'refuse' })}
                >
                  {t('driver-link.refuse')}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
