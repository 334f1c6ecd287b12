import { useEffect, useState } from 'react';
import type { QuoteSlot } from '#server/contract/quote.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useBook, useStart } from '../book-context.ts';
import { productOf, slots, type Draft } from './draft.ts';
import { SpeakButton } from '../ui/speak-button.tsx';
import type { StepProps } from './new-booking.tsx';
import { useQuote } from './use-quote.ts';
import { problemKey } from '../problem-key.ts';

type SlotName = keyof typeof slots;
const slotNames: readonly SlotName[] = ['morning', 'afternoon'];
const slotIcons = { morning: 'sunrise', afternoon: 'sun' } as const;
/** A difference that is worth another day. */
const worthIt = 0.05;

/** When: a day and a half of it, with what it would cost; cheaper ones say by how much. */
export function WhenStep({ draft, change, goOn }: StepProps) {
  const { t, format } = useBook();
  const start = useStart();
  const { quote, isLoading, failure } = useQuote(draft);
  const [isSent, setSent] = useState(false);
  const offered = (date: string, name: SlotName): QuoteSlot | undefined =>
    quote?.days.find((day) => day.date === date)?.slots.find((slot) => slot.name === name);
  const isHad = (date: string, name: SlotName): boolean => {
    // A day that nobody has priced can be booked all the same.
    if (!quote?.days.some((day) => day.date === date)) return true;
    return offered(date, name)?.obstacle === null;
  };
  const choices = start.days.flatMap((date) => slotNames.map((name) => ({ date, name })));
  const first = choices.find(({ date, name }) => isHad(date, name));
  const isTold = draft.date !== null && start.days.includes(draft.date);
  useEffect(() => {
    // One tap less: the first that can be had is chosen until she chooses.
    if (!isTold && first && !isLoading) change({ date: first.date, ...slots[first.name] });
  });

  const chosen = isTold ? slotNameOf(draft) : null;
  const price = draft.date !== null && chosen ? (offered(draft.date, chosen)?.price ?? null) : null;
  const product = productOf(start.products, draft.product);
  return (
    <>
      <main>
        <h1>{t('when.title')}</h1>
        {isLoading && <output className="quiet">{t('when.asking')}</output>}
        {failure !== null && (
          <output className="note">
            {t('when.no_price')} {t(problemKey(failure))}
          </output>
        )}
        {quote && !quote.is_on_road && <output className="note look">{t('when.off_road')}</output>}
        {start.days.length === 0 && <p className="note">{t('when.closed')}</p>}
        <ul className="days">
          {start.days.map((date) => (
            <li key={date}>
              <fieldset className="day">
                <legend>{format.dayShort(date)}</legend>
                {slotNames.map((name) => {
                  const slot = offered(date, name);
                  return (
                    <label key={name} className="tile">
                      <input
                        type="radio"
                        name="slot"
                        checked={draft.date === date && chosen === name}
                        disabled={!isHad(date, name)}
                        onChange={() => change({ date, ...slots[name] })}
                      />
                      <span>
                        <Icon name={slotIcons[name]} />
                        <strong>{t(`when.${name}`)}</strong>
                        <SlotPrice slot={slot} chosen={price?.amount ?? null} />
                      </span>
                    </label>
                  );
                })}
              </fieldset>
            </li>
          ))}
        </ul>
        <details>
          <summary>{t('when.other')}</summary>
          <div className="pair">
            <label className="field">
              {t('when.from')}
              <input
                type="time"
                value={draft.from}
                onChange={(event) => event.target.value && change({ from: event.target.value })}
              />
            </label>
            <label className="field">
              {t('when.until')}
              <input
                type="time"
                value={draft.until}
                onChange={(event) => event.target.value && change({ until: event.target.value })}
              />
            </label>
          </div>
        </details>
        {draft.kind === 'pickup' && product?.freshness_hours && (
          <HarvestQuestion draft={draft} change={change} hours={product.freshness_hours} />
        )}
      </main>
      <footer className="bottom">
        <ChosenPrice
          day={draft.date}
          slot={draft.date !== null && chosen ? offered(draft.date, chosen) : undefined}
          isBinding={quote?.is_binding ?? false}
        />
        <button
          type="button"
          className="button main"
          disabled={!isTold || isSent || draft.until <= draft.from}
          onClick={() => {
            setSent(true);
            goOn();
          }}
        >
          {price ? t('when.book_at', { price: format.money(price.amount) }) : t('when.book')}
        </button>
      </footer>
    </>
  );
}

function slotNameOf({ from, until }: Draft): SlotName | null {
  return slotNames.find((name) => slots[name].from === from && slots[name].until === until) ?? null;
}

/** What a slot would cost, and by how much that is less than the one that is chosen. */
function SlotPrice({ slot, chosen }: { slot: QuoteSlot | undefined; chosen: number | null }) {
  const { t, format } = useBook();
  if (!slot) return null;
  if (slot.obstacle !== null) return <span>{t(`obstacle.${slot.obstacle}`)}</span>;
  const { price } = slot;
  if (!price) return null;
  const less = chosen === null ? 0 : 1 - price.amount / chosen;
  return (
    <>
      <span>{format.money(price.amount)}</span>
      <span className="quiet">{t('when.per_kg', { price: format.money(price.per_kg) })}</span>
      {slot.with !== null && <span className="quiet">{t('when.with', { place: slot.with })}</span>}
      {less >= worthIt && (
        <strong className="less">{t('when.less', { percent: format.percent(less) })}</strong>
      )}
    </>
  );
}

/** Of the slot that is chosen: what a parcel would cost, and how sure that is. */
function ChosenPrice({
  day,
  slot,
  isBinding,
}: {
  day: string | null;
  slot: QuoteSlot | undefined;
  isBinding: boolean;
}) {
  const { t, format } = useBook();
  const price = slot?.price;
  if (!price || day === null) return null;
  const words = [
    price.per_parcel !== null && t('when.per_parcel', { price: format.money(price.per_parcel) }),
    isBinding && t('when.binding'),
    !isBinding &&
      price.low < price.high &&
      t('when.range', { low: format.money(price.low), high: format.money(price.high) }),
    slot.basis === 'alone' && t('when.alone'),
    slot.basis === 'season' && t('when.season'),
  ].filter((each) => each !== false);
  const spoken = [
    format.dayShort(day),
    `${format.time(slot.ready_from)}–${format.time(slot.ready_until)}`,
    format.money(price.amount),
    ...words,
  ];
  return (
    <div className="chosen">
      <p className="quiet small">{words.join(' · ')}</p>
      <SpeakButton text={spoken.join('. ')} />
    </div>
  );
}

/** The clock of freshness runs from the harvest; without one it runs from when it is ready. */
function HarvestQuestion({
  draft,
  change,
  hours,
}: Pick<StepProps, 'draft' | 'change'> & { readonly hours: number }) {
  const { t, format } = useBook();
  return (
    <fieldset className="choice">
      <legend>{t('when.harvest', { hours: format.duration(hours * 3600) })}</legend>
      {(['later', 'now'] as const).map((which) => (
        <label key={which} className="tile">
          <input
            type="radio"
            name="harvest"
            checked={(draft.harvestedAt === null) === (which === 'later')}
            onChange={() => change({ harvestedAt: which === 'now' ? new Date().toISOString() : null })}
          />
          {t(`when.harvest_${which}`)}
        </label>
      ))}
    </fieldset>
  );
}
