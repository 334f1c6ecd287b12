import { useI18n } from '../i18n/i18n.tsx';
import { problemText } from '../i18n/problem-text.ts';
import { Icon } from './icon.tsx';

interface ProblemPanelProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** What happened, on what, and what to do; with a way to try again where one makes sense. */
export function ProblemPanel({ error, onRetry }: ProblemPanelProps) {
  const i18n = useI18n();
  const text = problemText(error, i18n);
  return (
    <div className="notice wrong" role="alert">
      <Icon name="warning" />
      <div className="stack-small">
        <strong>{text.title}</strong>
        {text.detail && (
          <span className="small" lang={i18n.locale === 'en' ? undefined : 'en'}>
            {text.detail}
          </span>
        )}
        <span>{text.action}</span>
        {onRetry && (
          <div>
            <button type="button" className="button" onClick={onRetry}>
              {i18n.t('action.retry')}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
