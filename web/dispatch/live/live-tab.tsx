import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { runLook } from '#web/shared/map/palette.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import type { DeskLayoutProps } from '../desk-layout.tsx';
import { useHubContext } from '../hub-context.ts';
import { RunMark } from '../run-mark.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { LiveRunRow } from './live-run-row.tsx';
import { listedAlerts, lookFirst } from './look-first.ts';
import { PasteDialog } from './paste-dialog.tsx';
import { useAlertWords } from './use-alert-words.ts';
import type { Running } from './use-running.ts';
import './live.css';

/** How many things want a look. */
export function AlertCount({ running }: { readonly running: Running }) {
  const { t } = useI18n();
  const count = running.alerts.length;
  if (count === 0) return <span className="soft">{running.runs.length}</span>;
  return (
    <span className="badge look">
      <Icon name="warning" />
      {count}
      <span className="visually-hidden">{t('live.alerts', { count })}</span>
    </span>
  );
}

/** The runs that drivers have, as they go: what wants a look first. */
export function LiveTab({ running, selection, day, desk, date }: DeskLayoutProps) {
  const { t } = useI18n();
  const { canEdit } = useHubContext();
  const [handing, setHanding] = useState<number | null>(null);
  const [isPasting, setPasting] = useState(false);
  const wordsOf = useAlertWords();
  const { runs, alerts, isLoading, error } = running;
  if (isLoading) return <div className="loading">{t('state.loading')}</div>;
  if (error) return <ProblemPanel error={error} />;
  if (runs.length === 0) {
    return (
      <div className="empty">
        <h2>{t('live.none')}</h2>
        <p>{t('live.none-action')}</p>
      </div>
    );
  }
  const lookOf = (number: number) =>
    day.runs.find((run) => run.number === number)?.look ?? runLook(number - 1);
  const listed = listedAlerts(runs);
  const broken = runs.find(({ number }) => number === handing);
  return (
    <div className="board-scroll live">
      <AsItStands date={date} />
      {alerts.length === 0 && <p className="live-calm soft">{t('live.calm')}</p>}
      {listed.length > 0 && (
        <ul className="live-alerts" aria-label={t('live.alerts', { count: listed.length })}>
          {listed.map(({ run, alert }) => (
            <li key={`${run.id} ${alert.kind} ${'stop' in alert ? (alert.stop?.key ?? '') : ''}`}>
              <button
                type="button"
                className="notice look live-alert"
                onClick={() => selection.selectRun(run.run.vehicle)}
              >
                <RunMark number={run.number} look={lookOf(run.number)} />
                <span>
                  <strong>{run.run.vehicle}</strong> {wordsOf(alert)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <ul className="rows">
        {lookFirst(runs).map((run) => (
          <LiveRunRow
            key={run.id}
            running={run}
            now={running.now}
            look={lookOf(run.number)}
            isOpen={selection.run === run.run.vehicle}
            onOpen={() => selection.selectRun(run.run.vehicle)}
            onClose={selection.clear}
            {...(canEdit && desk && !desk.isPreview && { onHandOver: () => setHanding(run.number) })}
          />
        ))}
      </ul>
      {canEdit && (
        <div className="live-detail">
          <button type="button" className="button" onClick={() => setPasting(true)}>
            {t('live.text-open')}
          </button>
        </div>
      )}
      {isPasting && <PasteDialog date={date} onClose={() => setPasting(false)} />}
      {broken && desk && (
        <HandOverDialog
          broken={broken}
          running={running}
          desk={desk}
          day={day}
          onClose={() => setHanding(null)}
        />
      )}
    </div>
  );
}

/** What the day costs as it stands: each stop that a driver closes counts at once. */
function AsItStands({ date }: { readonly date: string }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const { data } = useQuery(queries.money(hub.id, date));
  if (!data) return null;
  const cost = data.runs.reduce((sum, run) => sum + run.cost, 0);
  const planned = data.runs.reduce((sum, run) => sum + run.planned.cost, 0);
  const parcels = data.lines.reduce((sum, line) => sum + line.parcels, 0);
  const kg = data.lines.reduce((sum, line) => sum + (line.weighed_kg ?? line.booked_kg), 0);
  return (
    <dl className="live-figures">
      <div>
        <dt>{t('figure.per-parcel')}</dt>
        <dd>{parcels > 0 ? f.moneyExact(Math.round(cost / parcels)) : '–'}</dd>
      </div>
      <div>
        <dt>{t('live.cost')}</dt>
        <dd>
          {f.money(cost)} <span className="soft small">{f.change(cost - planned, f.money)}</span>
        </dd>
      </div>
      <div>
        <dt>{t('live.load')}</dt>
        <dd>{f.kg(kg)}</dd>
      </div>
    </dl>
  );
}
