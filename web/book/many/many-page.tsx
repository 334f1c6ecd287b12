import { useEffect, useState } from 'react';
import { Icon } from '#web/shared/ui/icon.tsx';
import { api } from '../api.ts';
import { useBook, useStart } from '../book-context.ts';
import type { BookLine } from '../offline/book-line.ts';
import { problemKey } from '../problem-key.ts';
import { go } from '../route.ts';
import { bookingOf, keep, readKept, type Row, rowsOf } from './rows.ts';
import { RowCard } from './row-card.tsx';

/** The most that is read at once. */
const mostLetters = 8000;

/** An agent's list: pasted, read at the hub, looked at, and booked on the same line as any other tap. */
export function ManyPage() {
  const { t, line } = useBook();
  const start = useStart();
  const [kept, setKept] = useState(readKept);
  const [isReading, setReading] = useState(false);
  const [isBooking, setBooking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [count, setCount] = useState(0);
  useEffect(() => keep(kept), [kept]);
  const { text, rows, unread } = kept;
  const clear = rows.filter((row) => row.doubts.length === 0 && bookingOf(row, '') !== null);

  const read = async () => {
    setReading(true);
    setFailure(null);
    try {
      const made = rowsOf(await api.readLines(text), start);
      // What was not understood is there to be put right once the rest is done.
      setKept({ text: made.unread.join('\n'), ...made });
    } catch (error) {
      setFailure(error);
    } finally {
      setReading(false);
    }
  };
  const drop = (row: Row) =>
    setKept((before) => ({ ...before, rows: before.rows.filter(({ id }) => id !== row.id) }));
  const book = async (chosen: readonly Row[]) => {
    setBooking(true);
    for (const row of chosen) {
      // On the line first: it leaves the list once the phone has it.
      await putOnLine(row, line);
      drop(row);
      setCount((before) => before + 1);
    }
    setBooking(false);
  };
  const change = (row: Row) =>
    setKept((before) => ({ ...before, rows: before.rows.map((each) => (each.id === row.id ? row : each)) }));

  return (
    <div className="page">
      <header className="top">
        <button type="button" className="button icon" aria-label={t('back')} onClick={() => go('home')}>
          <Icon name="previous" />
        </button>
        <strong>{t('many.title')}</strong>
      </header>
      <main>
        <h1 className="hidden">{t('many.title')}</h1>
        {rows.length === 0 && (
          <label className="field">
            {t('many.text')}
            <textarea
              rows={10}
              maxLength={mostLetters}
              placeholder={t('many.example')}
              value={text}
              onChange={(event) => setKept({ text: event.target.value, rows: [], unread: [] })}
            />
          </label>
        )}
        {failure !== null && (
          <p className="note wrong" role="alert">
            {t(problemKey(failure))}
          </p>
        )}
        {count > 0 && <output className="note">{t('many.booked', { count })}</output>}
        {unread.length > 0 && (
          <section className="note look">
            <h2>{t('many.unread')}</h2>
            {unread.map((each, index) => (
              // Lines may be the same twice, and never change places.
              // oxlint-disable-next-line no-array-index-key
              <p key={index}>{each}</p>
            ))}
          </section>
        )}
        <ul className="cards">
          {rows.map((row) => (
            <li key={row.id}>
              <RowCard row={row} change={change} book={() => void book([row])} drop={() => drop(row)} />
            </li>
          ))}
        </ul>
      </main>
      <footer className="bottom">
        {rows.length === 0 ? (
          <button
            type="button"
            className="button main"
            disabled={isReading || text.trim() === ''}
            onClick={() => void read()}
          >
            {t(isReading ? 'many.reading' : 'many.read')}
          </button>
        ) : (
          <button
            type="button"
            className="button main"
            disabled={isBooking || clear.length === 0}
            onClick={() => void book(clear)}
          >
            {t('many.book_clear', { count: clear.length })}
          </button>
        )}
      </footer>
    </div>
  );
}

/** Only rows that can be booked are tapped. */
async function putOnLine(row: Row, line: BookLine): Promise<void> {
  const at = Date.now();
  const booking = bookingOf(row, new Date(at).toISOString());
  if (booking) await line.book(booking, at);
}
