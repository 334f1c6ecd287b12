import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { VillageCost } from '#server/contract/costs.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { usePageOfRows } from '#web/shared/ui/use-page-of-rows.ts';
import { useHubContext } from '../hub-context.ts';
import { TableLink } from './table-link.tsx';
import { classesOf, classLooks, perKg } from './village-classes.ts';

const VillageMap = lazy(async () => ({ default: (await import('./village-map.tsx')).VillageMap }));

interface VillagesProps {
  readonly from: string;
  readonly until: string;
  readonly exportUrl: string;
}

/** What a kg costs from each village: on a map, and in a list that says the same. */
export function Villages({ from, until, exportUrl }: VillagesProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery({ ...queries.villageCosts(hub.id, { from, until }), enabled: isOpen });
  return (
    <details className="cost-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('villages.title')}</h2>
      </summary>
      {found.error && <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />}
      {found.isLoading && <div className="loading">{t('state.loading')}</div>}
      {found.data && found.data.length > 0 && (
        <div className="stack-small">
          <OnMap villages={found.data} />
          <div>
            <TableLink href={exportUrl} format="csv" />
          </div>
        </div>
      )}
    </details>
  );
}

function OnMap({ villages }: { readonly villages: readonly VillageCost[] }) {
  const { t } = useI18n();
  const f = useFormat();
  const [pressed, setPressed] = useState<VillageCost | null>(null);
  const { classes, classOf } = classesOf(villages);
  const { shown, more, showMore } = usePageOfRows(villages);
  const amount = (each: number) => f.moneyExact(Math.round(each));
  return (
    <div className="villages">
      <div className="stack-small">
        <div className="village-map">
          <Suspense fallback={<div className="loading">{t('state.loading')}</div>}>
            <VillageMap
              villages={villages}
              classOf={classOf}
              description={t('villages.description', { count: villages.length })}
              onPress={setPressed}
            />
          </Suspense>
        </div>
        <p aria-live="polite" className="small no-print">
          {pressed
            ? t('villages.pressed', {
                place: pressed.place,
                amount: amount(perKg(pressed)),
                kg: f.kg(pressed.grams / 1000),
                count: pressed.requests,
              })
            : t('villages.press')}
        </p>
        <ul className="village-legend" aria-label={t('villages.legend')}>
          {classes.map(({ from, until, villages: count }, index) => (
            <li key={from}>
              <Swatch of={index} />
              {t('villages.class', { from: amount(from), until: amount(until), count })}
            </li>
          ))}
        </ul>
      </div>
      <div className="stack-small">
        {/* As the other tables of the page. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="table-scroll" tabIndex={0} aria-label={t('villages.title')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('costs.by-village')}</th>
                <th scope="col" className="number">
                  {t('costs.per_kg')}
                </th>
                <th scope="col" className="number">
                  {t('figure.weight')}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((village) => (
                <tr key={`${village.place} ${village.lat} ${village.lon}`}>
                  <th scope="row">
                    <Swatch of={classOf(village)} /> {village.place}
                  </th>
                  <td className="number">
                    <strong>{amount(perKg(village))}</strong>
                  </td>
                  <td className="number">{f.kg(village.grams / 1000)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {more > 0 && (
          <button type="button" className="button no-print" onClick={showMore}>
            {t('list.more', { count: more })}
          </button>
        )}
      </div>
    </div>
  );
}

/** As on the map. */
function Swatch({ of }: { readonly of: number }) {
  const { colour, radius } = classLooks[of]!; // one for each class
  return (
    <svg className="village-swatch" viewBox="-14 -14 28 28" aria-hidden="true">
      <circle r={radius} fill={colour} />
    </svg>
  );
}
