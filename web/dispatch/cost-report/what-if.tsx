import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { WhatIf, WhatIfDraft, WhatIfFigures } from '#server/contract/what-if.ts';
import { call, urlOf } from '#web/shared/api/client.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { TableLink } from './table-link.tsx';
import { WhatIfForm } from './what-if-form.tsx';

/** The same days at other prices, with other vehicles or another cut-off, beside what they were. */
export function WhatIfSection({ from, until }: { readonly from: string; readonly until: string }) {
  const { t, locale } = useI18n();
  const { hub } = useHubContext();
  const [id, setId] = useState<string | null>(null);
  const found = useQuery(queries.whatIf(hub.id, id));
  const start = useMutation({
    mutationFn: (draft: WhatIfDraft) => call(endpoints.startWhatIf, { params: { hub: hub.id }, body: draft }),
    onSuccess: (started) => setId(started.id),
  });
  const stop = useMutation({
    mutationFn: (whatIf: string) => call(endpoints.stopWhatIf, { params: { hub: hub.id, whatIf } }),
    onSettled: () => found.refetch(),
  });
  const whatIf = id === null ? null : (found.data ?? null);
  const isRunning = start.isPending || whatIf?.state === 'running';
  const error = start.error ?? stop.error ?? found.error;
  return (
    <details className="cost-details what-if">
      <summary>
        <h2>{t('what-if.title')}</h2>
      </summary>
      <div className="stack">
        <p className="soft small no-print">{t('what-if.hint')}</p>
        <WhatIfForm from={from} until={until} isRunning={isRunning} onStart={start.mutate} />
        {error && <ProblemPanel error={error} />}
        {whatIf && (
          <Progress whatIf={whatIf} onStop={() => stop.mutate(whatIf.id)} isStopping={stop.isPending} />
        )}
        {whatIf && whatIf.done > 0 && (
          <>
            <Comparison whatIf={whatIf} />
            <div className="row-wrap">
              {(['csv', 'xlsx'] as const).map((format) => (
                <TableLink
                  key={format}
                  href={urlOf(endpoints.exportWhatIf, { hub: hub.id, whatIf: whatIf.id }, { format, locale })}
                  format={format}
                />
              ))}
            </div>
          </>
        )}
      </div>
    </details>
  );
}

interface ProgressProps {
  readonly whatIf: WhatIf;
  readonly isStopping: boolean;
  readonly onStop: () => void;
}

function Progress({ whatIf, isStopping, onStop }: ProgressProps) {
  const { t, problems } = useI18n();
  const { state, done, of, problem } = whatIf;
  return (
    <div className="row-wrap" aria-live="polite">
      {state === 'running' && (
        <>
          <progress value={done} max={Math.max(1, of)} aria-label={t('what-if.title')} />
          <button type="button" className="button" disabled={isStopping} onClick={onStop}>
            <Icon name="stop" />
            {t('what-if.stop')}
          </button>
        </>
      )}
      <span>
        {t(`what-if.state-${state}`, { done, of })}
        {problem && ` ${problems[problem.code]?.title ?? problem.message}`}
      </span>
    </div>
  );
}

function Comparison({ whatIf }: { readonly whatIf: WhatIf }) {
  const { t } = useI18n();
  const f = useFormat();
  const { was, would, weeks, missing, moved } = whatIf;
  const perParcel = ({ cost, parcels }: WhatIfFigures) => (parcels > 0 ? cost / parcels : null);
  const perKg = ({ cost, grams }: WhatIfFigures) => (grams > 0 ? (cost * 1000) / grams : null);
  const rows: readonly [string, (figures: WhatIfFigures) => number | null, (value: number) => string][] = [
    [t('figure.cost'), ({ cost }) => cost, f.money],
    [t('costs.per_parcel'), perParcel, f.moneyExact],
    [t('costs.per_kg'), perKg, f.moneyExact],
    [t('figure.distance'), ({ metres }) => metres, f.distance],
    [t('figure.runs'), ({ runs }) => runs, f.number],
    [t('costs.parcels'), ({ parcels }) => parcels, f.number],
    [t('figure.unserved'), ({ unserved }) => unserved, f.number],
  ];
  const shown = (value: number | null, format: (value: number) => string) =>
    value === null ? '–' : format(value);
  const difference = (a: number | null, b: number | null, format: (value: number) => string) =>
    a === null || b === null ? '–' : f.change(b - a, format);
  return (
    <>
      <p className="soft small">
        {whatIf.is_planned_anew
          ? t('what-if.as-planned', { seconds: whatIf.asked.seconds })
          : t('what-if.as-noted')}
        {moved > 0 && ` ${t('what-if.moved', { count: moved })}`}
        {missing.length > 0 && ` ${t('what-if.missing', { count: missing.length })}`}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="table-scroll" tabIndex={0} aria-label={t('what-if.compared')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('what-if.compared')}</th>
              {(['was', 'would', 'difference'] as const).map((column) => (
                <th scope="col" className="number" key={column}>
                  {t(`what-if.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, pick, format]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="number">{shown(pick(was), format)}</td>
                <td className="number">{shown(pick(would), format)}</td>
                <td className="number">
                  <strong>{difference(pick(was), pick(would), format)}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {weeks.length > 1 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="table-scroll" tabIndex={0} aria-label={t('what-if.by-week')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('what-if.by-week')}</th>
                {(['was', 'would', 'difference'] as const).map((column) => (
                  <th scope="col" className="number" key={column}>
                    {t(`what-if.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week) => (
                <tr key={week.monday}>
                  <th scope="row">{t('costs.week-of', { day: f.dayShort(week.monday) })}</th>
                  <td className="number">{shown(perParcel(week.was), f.moneyExact)}</td>
                  <td className="number">{shown(perParcel(week.would), f.moneyExact)}</td>
                  <td className="number">
                    {difference(perParcel(week.was), perParcel(week.would), f.moneyExact)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
