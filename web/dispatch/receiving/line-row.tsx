import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useFieldWords } from './use-field-words.ts';
import { isUnexplained, type WeighedLine } from './weighed-line.ts';
import { useProductName } from '../use-product-name.ts';

interface LineRowProps {
  readonly line: WeighedLine;
  /** The server does not have the last entry yet. */
  readonly isWaiting: boolean;
  /** Absent: nothing is weighed any more. */
  readonly onWeigh?: () => void;
}

/** A request that is or was on the scale; all of it is the button. */
export function LineRow({ line, isWaiting, onWeigh }: LineRowProps) {
  const { t } = useI18n();
  const f = useFormat();
  const productOf = useProductName();
  const fieldWords = useFieldWords();
  const { request, last, difference } = line;
  const { booked, field } = line.line;
  const content = (
    <>
      <span className="stack-small grow">
        <strong>{request.place}</strong>
        <span className="soft small">
          {[request.reference, productOf(request.product), request.cooperative].filter(Boolean).join(' · ')}
        </span>
        <span className="small">
          {t('receiving.booked', { kg: f.kg(booked.kg), crates: booked.crates })}
          {field && ` · ${fieldWords(field)}`}
        </span>
      </span>
      <span className="line-weight">
        {last ? (
          <>
            <span className="row">
              <Icon name="check" />
              <strong>{f.kg(last.kg)}</strong>
            </span>
            <span className="small">
              {[last.grade && t(`receiving.grade-${last.grade}`), last.is_short && t('receiving.is-short')]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {isWaiting && <span className="badge">{t('receiving.line-waits')}</span>}
            {difference !== null && (
              <span className={isUnexplained(line) ? 'badge look' : 'badge'}>
                {f.change(difference, f.kg)}
                {' · '}
                {last.reason ? t(`receiving.reason-${last.reason}`) : t('receiving.no-reason')}
              </span>
            )}
          </>
        ) : (
          <span className="soft">{t('receiving.not-weighed')}</span>
        )}
      </span>
    </>
  );
  return (
    <li>
      {onWeigh ? (
        <button type="button" className="weigh-line" onClick={onWeigh}>
          {content}
          <Icon name="next" />
        </button>
      ) : (
        <div className="weigh-line">{content}</div>
      )}
    </li>
  );
}
