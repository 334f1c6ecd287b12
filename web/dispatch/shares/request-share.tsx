import type { RequestShare } from '#server/domain/shares/share-run.ts';
import { useQuery } from '@tanstack/react-query';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useHubContext } from '../hub-context.ts';
import type { Desk } from '../desk/use-desk.ts';
import { HowShare } from './how-share.tsx';

interface RequestShareFactsProps {
  readonly desk: Desk;
  readonly request: string;
  readonly date: string;
}

/** What a request bears of the runs it is in, how that comes about, and what it would cost alone. */
export function RequestShareFacts({ desk, request, date }: RequestShareFactsProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const quotes = useQuery(queries.keptQuotes(hub.id, date));
  const quoted = quotes.data?.find((each) => each.request === request);
  const shares = sharesOfRequest(desk, request);
  if (shares.length === 0) return null;
  const sum = (pick: (share: RequestShare) => number) =>
    shares.reduce((total, share) => total + pick(share), 0);
  const amount = sum((share) => share.amount);
  const parcels = sum((share) => share.parcels);
  const alone = shares.every((share) => share.alone !== null) ? sum((share) => share.alone ?? 0) : null;
  return (
    <section className="stack-small" aria-label={t('share.title')}>
      <h3>{t('share.title')}</h3>
      <dl className="facts">
        <dt>{t('share.bears')}</dt>
        <dd>
          <strong>{f.money(amount)}</strong>
        </dd>
        {parcels > 0 && (
          <>
            <dt>{t('figure.per-parcel')}</dt>
            <dd>{f.moneyExact(Math.round(amount / parcels))}</dd>
          </>
        )}
        {quoted && (
          <>
            <dt>{t('quote.kept')}</dt>
            <dd>
              {quoted.binding_kg === null
                ? t('quote.kept-range', {
                    amount: f.money(quoted.amount),
                    low: f.money(quoted.low),
                    high: f.money(quoted.high),
                  })
                : t('quote.kept-binding', { amount: f.money(quoted.amount) })}
            </dd>
          </>
        )}
        <dt>{t('share.alone')}</dt>
        <dd>{alone === null ? t('share.alone-none') : f.money(alone)}</dd>
        <dt className="part">{t('share.by-kg')}</dt>
        <dd>{f.money(sum((share) => share.byKg))}</dd>
        <dt className="part">{t('share.by-tonne-km')}</dt>
        <dd>{f.money(sum((share) => share.byTonneKm))}</dd>
      </dl>
      {shares.map((share) => (
        <HowShare key={share.stop} share={share} />
      ))}
    </section>
  );
}

/** One for each stop at which a part of it is handled. */
function sharesOfRequest({ shown }: Desk, request: string): RequestShare[] {
  const stops = new Set(
    shown.arrangement.stops
      .filter(({ requests }) => requests.some((each) => each.request === request))
      .map(({ stop }) => stop),
  );
  return shown.arrangement.runs
    .filter(({ trips }) => trips.some((trip) => trip.some(({ stop }) => stops.has(stop))))
    .flatMap(({ run }) => shown.sharesOf(run)?.shares ?? [])
    .filter((share) => share.request === request);
}
