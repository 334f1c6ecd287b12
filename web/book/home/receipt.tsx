import { useEffect, useState } from 'react';
import type { Booking, BookingReceipt } from '#server/contract/booking.ts';
import { WayPicture } from '#web/shared/ui/way-picture.tsx';
import { api } from '../api.ts';
import { useBook, useProductName } from '../book-context.ts';
import { problemKey } from '../problem-key.ts';

/** What a booking came to, and how: asked for anew each time it is opened, since payments and corrections come in. */
export function Receipt({ booking }: { booking: Booking }) {
  const { t } = useBook();
  const [receipt, setReceipt] = useState<BookingReceipt | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let isCurrent = true;
    void api.receipt(booking.id).then(
      (found) => isCurrent && setReceipt(found),
      (error: unknown) => isCurrent && setFailure(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [booking.id]);
  if (failure !== null) {
    return (
      <output className="note">
        {t('receipt.none')} {t(problemKey(failure))}
      </output>
    );
  }
  return receipt && <Told receipt={receipt} />;
}

function Told({ receipt }: { receipt: BookingReceipt }) {
  const { t, format } = useBook();
  const nameOf = useProductName();
  const {
    booked_kg: booked,
    weighed_kg: weighed,
    corrections,
    paid,
    billed,
    alone,
    baseline,
    products,
  } = receipt;
  const owed = corrections.reduce((sum, { amount }) => sum + amount, billed);
  const facts = [
    [t('receipt.to-pay'), format.money(owed - paid)],
    ...(paid === 0 ? [] : [[t('receipt.paid'), format.money(paid)]]),
    ...(alone === null ? [] : [[t('receipt.alone'), format.money(alone)]]),
    ...(baseline === null ? [] : [[t('receipt.before'), format.money(baseline)]]),
  ] as const;
  const apart = products.map(({ product, kg }) => `${nameOf(product)} ${format.kg(kg)}`);
  const kg = [
    t('receipt.booked', { kg: format.kg(booked) }),
    weighed === null ? t('receipt.not-weighed') : t('receipt.weighed', { kg: format.kg(weighed) }),
  ];
  return (
    <section className="receipt" aria-label={t('receipt.open')}>
      <dl className="facts">
        {facts.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
      </dl>
      <p>{kg.join(' · ')}</p>
      {products.length > 0 && <p>{t('receipt.apart', { products: apart.join(' + ') })}</p>}
      <How receipt={receipt} />
      {corrections.map(({ amount, note }) => (
        <p key={`${amount} ${note}`}>
          {t('receipt.correction', { amount: format.change(amount, format.money), note })}
        </p>
      ))}
      {receipt.ways.map((way) => (
        <WayPicture key={JSON.stringify(way)} way={way} label={t('receipt.picture')} />
      ))}
    </section>
  );
}

/** In two lines. */
function How({ receipt }: { receipt: BookingReceipt }) {
  const { t, format } = useBook();
  const { billed, billed_by: basis, quote, parts, is_divided: isDivided } = receipt;
  if (billed === quote?.most) return <p>{t('receipt.quote-bound', { amount: format.money(billed) })}</p>;
  if (isDivided) return <p>{t(`receipt.divided-${basis}`)}</p>;
  if (basis !== 'fair') return <p>{t(`receipt.by-${basis}`)}</p>;
  const { travel, load, handling, cap } = parts;
  const kg = format.kg(receipt.weighed_kg ?? receipt.booked_kg);
  const rest = [
    handling !== 0 && t('receipt.how-handling', { amount: format.money(handling) }),
    cap < 0 && t('receipt.how-capped', { amount: format.money(-cap) }),
    cap > 0 && t('receipt.how-others', { amount: format.money(cap) }),
  ].filter((line) => line !== false);
  return (
    <>
      <p>{t('receipt.how', { travel: format.money(travel), load: format.money(load), kg })}</p>
      {rest.length > 0 && <p>{rest.join(' ')}</p>}
    </>
  );
}
