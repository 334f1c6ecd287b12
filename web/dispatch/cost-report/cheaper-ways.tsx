import { useQuery } from '@tanstack/react-query';
import { cheaperWords, noneCheaper } from '#server/domain/quotes/cheaper-words.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { problemText } from '#web/shared/i18n/problem-text.ts';
import { useHubContext } from '../hub-context.ts';

/** What would have made a stop cheaper, each with how much less it would have borne. */
export function CheaperWays({ date, place }: { readonly date: string; readonly place: string }) {
  const i18n = useI18n();
  const { t, locale } = i18n;
  const f = useFormat();
  const { hub } = useHubContext();
  const found = useQuery(queries.cheaperStop(hub.id, { date, place }));
  const write = { day: f.dayShort, length: f.distance };
  if (found.isPending) return <span className="soft small">{t('state.loading')}</span>;
  if (found.error) return <span className="small">{problemText(found.error, i18n).title}</span>;
  const { was, ways } = found.data;
  if (ways.length === 0) return <span className="soft small">{noneCheaper(locale)}</span>;
  return (
    <ul>
      {ways.map((way) => (
        <li key={way.kind}>
          <strong>{t('cheaper.less', { amount: f.money(was - way.amount) })}</strong>{' '}
          {cheaperWords(way, locale, write)}
        </li>
      ))}
    </ul>
  );
}
