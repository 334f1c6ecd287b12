import { useEffect, useState } from 'react';
import type { DrivenRunWire, PhoneState } from '#server/contract/drive-run.ts';
import { createFormatters } from '#web/shared/i18n/format.ts';
import { useWords, type MessageKey } from '../i18n.tsx';
import { MainAction } from '../parts/main-action.tsx';
import { Notice } from '../parts/notice.tsx';
import { driveClient, type LinkPreview, Refusal } from '../phone/drive-client.ts';
import { newId, newKey } from '#web/shared/phone/ids.ts';
import { browserIntent, chatAppOf, phoneLabel } from '../phone/in-app.ts';
import type { KeptRun, PhoneDb } from '../phone/phone-db.ts';

interface OpenLinkProps {
  readonly token: string;
  readonly db: PhoneDb;
  readonly onOpen: (kept: KeptRun & { readonly wire: DrivenRunWire }) => void;
}

const askAgainMs = 8_000;

/** Which run a link is for; a tap binds this phone to it. */
export function OpenLink({ token, db, onOpen }: OpenLinkProps) {
  const { t, locale } = useWords();
  const [preview, setPreview] = useState<LinkPreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [phone, setPhone] = useState<PhoneState | null>(null);
  /** Of looking what the link is for. */
  const [tries, setTries] = useState(1);
  const [isBusy, setIsBusy] = useState(false);
  const chatApp = chatAppOf(navigator.userAgent);

  useEffect(() => {
    if (tries > 0) driveClient.link(token).then(setPreview, (error: unknown) => setProblem(codeOf(error)));
  }, [token, tries]);

  const retry = (): void => {
    setProblem(null);
    setTries(tries + 1);
  };
  const bind = async (): Promise<void> => {
    setIsBusy(true);
    setProblem(null);
    try {
      const { phone: id, key } = await db.tryOf(token, () => ({ phone: newId(), key: newKey() }));
      const bound = await driveClient.bind(token, { phone: id, key, label: phoneLabel(navigator.userAgent) });
      setPhone(bound.phone);
      if (bound.phone !== 'bound') return;
      const wire = await driveClient.run(bound.run, key);
      const kept = {
        run: bound.run,
        token,
        phone: id,
        key,
        openedAt: new Date().toISOString(),
        wire,
        directions: {},
        clockOffsetMs: null,
      };
      await db.putRun(kept);
      onOpen(kept);
    } catch (error) {
      setProblem(codeOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  useEffect(() => {
    if (phone !== 'waiting') return undefined;
    const timer = setInterval(() => void bind(), askAgainMs);
    return () => clearInterval(timer);
  });

  if (problem !== null) return <LinkProblem code={problem} onRetry={retry} />;
  if (preview === null) return <Notice title={t('start.opening')}>{null}</Notice>;
  const day = createFormatters(locale, 'UTC', 'USD').day(preview.date);
  return (
    <main className="drive-page">
      <header className="stack-small">
        <p className="soft">{preview.hub}</p>
        <h1>{t('link.run', { number: preview.number })}</h1>
        <p className="large">
          {day} · {preview.vehicle}
        </p>
        <p>{t('run.stops', { count: preview.stops })}</p>
        {preview.driver !== null && <p>{t('link.for', { driver: preview.driver })}</p>}
      </header>
      {phone === 'waiting' ? (
        <output className="drive-note">{t('link.waiting')}</output>
      ) : phone === 'refused' || phone === 'replaced' ? (
        <output className="drive-note wrong">{t('problem.PHONE_REFUSED')}</output>
      ) : chatApp === null ? (
        <p className="soft">{t('link.explain')}</p>
      ) : (
        <ChatAppWay app={chatApp} />
      )}
      {phone === null && (
        <MainAction isQuiet={chatApp !== null} isDisabled={isBusy} onAct={() => void bind()}>
          {chatApp === null ? t('link.open') : t('link.open-here')}
        </MainAction>
      )}
    </main>
  );
}

/** Out of a chat app's own browser, which forgets. */
function ChatAppWay({ app }: { app: string }) {
  const { t } = useWords();
  /** Null: not tried. False: the app does not let a page copy. */
  const [isCopied, setIsCopied] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      setIsCopied(true);
    } catch {
      setIsCopied(false);
    }
  };
  const isAndroid = /Android/.test(navigator.userAgent);
  return (
    <div className="drive-note look stack">
      <strong>{t('link.chat-app', { app })}</strong>
      <p>{isAndroid ? t('link.chat-app-android') : t('link.chat-app-iphone')}</p>
      {isAndroid && (
        <a className="button primary big" href={browserIntent(location)}>
          {t('link.to-browser')}
        </a>
      )}
      {isCopied === false ? (
        <input
          className="input"
          aria-label={t('link.copy')}
          readOnly
          value={location.href}
          onFocus={(event) => event.target.select()}
        />
      ) : (
        <button type="button" className="button big" onClick={() => void copy()}>
          {t(isCopied ? 'link.copied' : 'link.copy')}
        </button>
      )}
    </div>
  );
}

const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : 'NO_SIGNAL');

const known: Readonly<Record<string, MessageKey>> = {
  LINK_UNKNOWN: 'problem.LINK_UNKNOWN',
  LINK_EXPIRED: 'problem.LINK_EXPIRED',
  PHONE_UNKNOWN: 'problem.PHONE_UNKNOWN',
  PHONE_REFUSED: 'problem.PHONE_REFUSED',
};

function LinkProblem({ code, onRetry }: { code: string; onRetry: () => void }) {
  const { t } = useWords();
  const title = known[code];
  return (
    <Notice title={title ? t(title) : t('start.no-signal')}>
      <p>{title ? t('problem.call-desk') : t('start.no-signal-action')}</p>
      <MainAction onAct={onRetry}>{t('action.again')}</MainAction>
    </Notice>
  );
}
