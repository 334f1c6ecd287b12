import { useQuery } from '@tanstack/react-query';
import type { Quote, QuoteDraft, QuoteSlot } from '#server/contract/quote.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { usePaused } from '#web/shared/ui/use-paused.ts';
import { useHubContext } from '../hub-context.ts';

const pauseMs = 400;

/** What a request would bear, as far as it is typed; null: too little of it. */
export function DraftQuote({ draft }: { draft: QuoteDraft | null }) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const asked = usePaused(draft && JSON.stringify(draft), pauseMs);
  const found = useQuery(queries.quote(hub.id, asked === null ? null : (JSON.parse(asked) as QuoteDraft))); // as it was
  if (draft === null) return null;
  return (
    <section className="quote" aria-label={t('quote.title')} aria-live="polite" aria-busy={found.isFetching}>
      <h3>{t('quote.title')}</h3>
      {found.error ? (
        <ProblemPanel error={found.error} />
      ) : found.data ? (
        <Slots quote={found.data} />
      ) : (
        <p className="soft small">{t('quote.asking')}</p>
      )}
    </section>
  );
}

function Slots({ quote }: { quote: Quote }) {
  const { t } = useI18n();
  if (!quote.is_on_road) return <p className="small">{t('quote.off-road')}</p>;
  const slots = quote.days.flatMap((day) => day.slots);
  if (slots.length === 0) return <p className="small">{t('quote.over')}</p>;
  return (
    <ul className="quote-slots">
      {slots.map((slot) => (
        <Slot key={slot.name} slot={slot} isBinding={quote.is_binding} />
      ))}
    </ul>
  );
}

function Slot({ slot, isBinding }: { slot: QuoteSlot; isBinding: boolean }) {
  const { t } = useI18n();
  const f = useFormat();
  const { price, basis, alone, obstacle } = slot;
  const notes = [
    obstacle && t(`quote.${obstacle}`),
    price && (slot.with === null ? t('quote.by-itself') : t('quote.with', { place: slot.with })),
    price && t(`quote.basis-${basis}`),
    price && isBinding && t('quote.binding'),
    price && basis !== 'alone' && alone !== null && t('quote.alone', { amount: f.money(alone) }),
  ].filter(Boolean);
  return (
    <li>
      <span>
        {t(`quote.${slot.name}`, { from: f.time(slot.ready_from), until: f.time(slot.ready_until) })}
      </span>
      {price && (
        <strong>
          {f.money(price.amount)}
          <span className="soft small">
            {' '}
            {t('quote.each-kg', { amount: f.moneyExact(Math.round(price.per_kg)) })}
          </span>
        </strong>
      )}
      {price && !isBinding && price.low < price.high && (
        <span className="small">
          {t('quote.range', { low: f.money(price.low), high: f.money(price.high) })}
        </span>
      )}
      <span className="soft small">{notes.join(' · ')}</span>
    </li>
  );
}
