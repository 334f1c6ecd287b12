import { useQuery } from '@tanstack/react-query';
import type { CheaperWay } from '#server/contract/costs.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { problemText } from '#web/shared/i18n/problem-text.ts';
import { useHubContext } from '../hub-context.ts';

/** What would have made a stop cheaper, each with how much less it would have borne. */
export function CheaperWays({ date, place }: { readonly date: string; readonly place: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const f = useFormat();
  const { hub } = useHubContext();
  const found = useQuery(queries.cheaperStop(hub.id, { date, place }));
  const words = (way: CheaperWay): string => {
    switch (way.kind) {
      case 'other_day':
        return way.place === null
          ? t('cheaper.other_day-alone', { day: f.dayShort(way.date ?? date) })
          : t('cheaper.other_day', { day: f.dayShort(way.date ?? date), place: way.place });
      case 'joint_pickup':
        return t('cheaper.joint_pickup', { day: f.dayShort(way.date ?? date) });
      case 'other_vehicle':
        return t('cheaper.other_vehicle', { vehicle: way.vehicle ?? '' });
      case 'collection_point':
        return t('cheaper.collection_point', { km: f.distance(way.metres ?? 0), place: way.place ?? '' });
    }
  };
  if (found.isPending) return <span className="soft small">{t('state.loading')}</span>;
  if (found.error) return <span className="small">{problemText(found.error, i18n).title}</span>;
  const { was, ways } = found.data;
  if (ways.length === 0) return <span className="soft small">{t('cheaper.none')}</span>;
  return (
    <ul>
      {ways.map((way) => (
        <li key={way.kind}>
          <strong>{t('cheaper.less', { amount: f.money(was - way.amount) })}</strong> {words(way)}
        </li>
      ))}
    </ul>
  );
}
