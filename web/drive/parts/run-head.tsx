import { Icon } from '#web/shared/ui/icon.tsx';
import { useFormat, useWords } from '../i18n.tsx';
import type { RunView } from '../phone/run-log.ts';

interface RunHeadProps {
  readonly view: RunView;
  readonly isAside: boolean;
  readonly onMenu: () => void;
}

/** Which run, what is on board, and what is not sent yet. */
export function RunHead({ view, isAside, onMenu }: RunHeadProps) {
  const { t } = useWords();
  const f = useFormat();
  const { state, run, wire } = view;
  const waiting = view.pending.events + view.pending.pictures;
  const share = run.capacity.kg > 0 ? state.aboard.kg / run.capacity.kg : 0;
  return (
    <header className="run-head">
      <div className="grow stack-small">
        <div className="row-wrap">
          <strong>{t('link.run', { number: wire.number })}</strong>
          <output className={waiting > 0 ? 'badge look' : 'badge'}>
            {waiting > 0 ? t('head.waiting', { count: waiting }) : t('head.sent')}
          </output>
          {view.signal === 'none' && <span className="badge">{t('head.offline')}</span>}
        </div>
        {state.stage === 'out' && (
          <div className="row load" aria-label={t('head.aboard')}>
            <div className="load-track" aria-hidden="true">
              <div
                className={share > 1 ? 'load-bar over' : 'load-bar'}
                style={{ inlineSize: `${Math.min(100, share * 100)}%` }}
              />
            </div>
            <span>
              {f.kg(state.aboard.kg)} / {f.kg(run.capacity.kg)}
            </span>
          </div>
        )}
      </div>
      <button
        type="button"
        className="button icon"
        aria-label={isAside ? t('head.back') : t('head.menu')}
        onClick={onMenu}
      >
        <Icon name={isAside ? 'close' : 'list'} />
      </button>
    </header>
  );
}
