import { useId } from 'react';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useBook, useProductName, useStart } from '../book-context.ts';
import { useBookingWords } from '../home/booking-words.ts';
import { bookingOf, type Row, type RowPlace, tell } from './rows.ts';

interface RowCardProps {
  readonly row: Row;
  readonly change: (row: Row) => void;
  readonly book: () => void;
  readonly drop: () => void;
}

/** A booking of the list: what it says, what is not sure of it, and the fields to put it right. */
export function RowCard({ row, change, book, drop }: RowCardProps) {
  const { t } = useBook();
  const wordsOf = useBookingWords();
  const { member, members } = useStart();
  const title = useId();
  const booking = bookingOf(row, '');
  const isClear = booking !== null && row.doubts.length === 0;
  const who = [member, ...members].find(({ id }) => id === row.member)?.name ?? t('many.nobody');
  return (
    <article className={isClear ? 'card' : 'card look'} aria-labelledby={title}>
      <p className="state" id={title}>
        <Icon name={isClear ? 'check' : 'warning'} />
        <strong>{who}</strong>
      </p>
      <p className="quiet">{row.line}</p>
      {booking && (
        <p>
          {wordsOf(booking)} · {row.from}–{row.until}
        </p>
      )}
      {row.doubts.map((doubt) => (
        <p key={doubt}>{t(`many.doubt.${doubt}`)}</p>
      ))}
      <details open={!isClear}>
        <summary>{t('change')}</summary>
        <RowFields row={row} change={change} />
      </details>
      <div className="buttons">
        <button type="button" className="button" disabled={booking === null} onClick={book}>
          {t('book')}
        </button>
        <button type="button" className="button" onClick={drop}>
          {t('waiting.drop')}
        </button>
      </div>
    </article>
  );
}

function RowFields({ row, change }: Pick<RowCardProps, 'row' | 'change'>) {
  const { t, format } = useBook();
  const { member, members, days, products, places } = useStart();
  const nameOf = useProductName();
  const known = members.find(({ id }) => id === row.member)?.places ?? places;
  const offered: readonly RowPlace[] = [
    ...(row.place ? [row.place] : []),
    ...row.choices,
    ...known.map(({ name, lat, lon }) => ({ name, lat, lon, near: null })),
  ];
  const choices = [...new Map(offered.map((place) => [keyOf(place), place])).values()];
  return (
    <>
      <label className="field">
        {t('whose')}
        <select
          value={row.member ?? ''}
          onChange={(event) => change(tell(row, 'member', { member: event.target.value || null }))}
        >
          <option value="">–</option>
          {[member, ...members].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('when.title')}
        <select
          value={row.date ?? ''}
          onChange={(event) => change(tell(row, 'date', { date: event.target.value || null }))}
        >
          <option value="">–</option>
          {days.map((date) => (
            <option key={date} value={date}>
              {format.dayShort(date)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('many.place')}
        <select
          value={row.place ? keyOf(row.place) : ''}
          onChange={(event) => {
            const place = choices.find((each) => keyOf(each) === event.target.value) ?? null;
            change(tell(row, 'place', { place }));
          }}
        >
          <option value="">–</option>
          {choices.map((place) => (
            <option key={keyOf(place)} value={keyOf(place)}>
              {[place.name, place.near].filter(Boolean).join(', ')}
            </option>
          ))}
        </select>
      </label>
      {row.kind === 'pickup' && (
        <label className="field">
          {t('what.product')}
          <select
            value={row.product ?? ''}
            onChange={(event) => change(tell(row, 'product', { product: event.target.value || null }))}
          >
            <option value="">–</option>
            {products.map(({ id, name }) => (
              <option key={id} value={name}>
                {nameOf(name)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="field">
        {t('what.kg')}
        <input
          type="number"
          inputMode="decimal"
          min={0}
          max={100_000}
          value={row.kg ?? ''}
          onChange={(event) => {
            const kg = event.target.value === '' ? null : Number(event.target.value);
            change(tell(row, 'kg', { kg, crates: null, parcels: null }));
          }}
        />
      </label>
    </>
  );
}

const keyOf = ({ name, lat, lon }: RowPlace): string => `${name} ${lat} ${lon}`;
