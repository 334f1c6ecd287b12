import { useMemo } from 'react';
import { handOvers, type Breakdown, type HandOver } from '#server/domain/live/hand-over.ts';
import { keyOfItem } from '#server/domain/drive/driven-run.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import type { Day } from '../day.ts';
import type { Desk } from '../desk/use-desk.ts';
import { useHanding } from '../publish/use-published.ts';
import { RunMark } from '../run-mark.tsx';
import { runLook } from '#web/shared/map/palette.ts';
import type { Running, RunningRun } from './use-running.ts';

interface HandOverDialogProps {
  readonly broken: RunningRun;
  readonly running: Running;
  readonly desk: Desk;
  readonly day: Day;
  readonly onClose: () => void;
}

/** Ways to hand the rest of a run over, each with its price; the one that is taken is a step like any other. */
export function HandOverDialog({ broken, running, desk, day, onClose }: HandOverDialogProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { openPublish } = useHanding();
  const origin = Date.parse(desk.wire.origin);
  const { arrangement } = desk.shown;
  const breakdown = useMemo(
    () => breakdownOf(broken, running, desk, Math.round((running.now - origin) / 1000)),
    [broken, running, desk, origin],
  );
  const ways = useMemo(
    () => (breakdown ? handOvers(arrangement, desk.day, breakdown) : []),
    [arrangement, desk.day, breakdown],
  );
  const take = (way: HandOver): void => {
    desk.edit(way.edit);
    onClose();
    openPublish();
  };
  const lookOf = (number: number) =>
    day.runs.find((run) => run.number === number)?.look ?? runLook(number - 1);
  const { vehicle } = broken.run;
  return (
    <Dialog title={t('live.hand-over-of', { vehicle })} onClose={onClose}>
      <div className="stack">
        <p>{t('live.hand-over-what', { count: breakdown?.stops.length ?? 0, vehicle })}</p>
        {broken.state.aboard.kg > 0 && (
          <p className="notice look">{t('live.aboard', { kg: f.kg(broken.state.aboard.kg) })}</p>
        )}
        {ways.length === 0 && <p className="notice">{t('live.no-way')}</p>}
        <ul className="rows">
          {ways.map((way) => (
            <li key={way.into.map(({ vehicle: name }) => name).join()} className="hand-over-way">
              <div className="stack-small grow">
                <strong>
                  {way.kind === 'other_runs'
                    ? t('live.way-others')
                    : t('live.way-vehicle', { vehicle: way.into[0]?.vehicle ?? '' })}
                </strong>
                {way.into.map(({ run, vehicle: name, stops }) => (
                  <span key={run} className="row">
                    <RunMark number={run} look={lookOf(run)} />
                    {t('live.way-takes', { vehicle: name, count: stops.length })}
                  </span>
                ))}
                <span className="soft small">
                  {t('live.way-ends', { time: f.time(new Date(origin + way.finish * 1000).toISOString()) })}
                </span>
                {way.left.length > 0 && (
                  <span className="badge look">{t('live.way-leaves', { count: way.left.length })}</span>
                )}
                {way.violationsChange > 0 && (
                  <span className="badge look">{t('live.way-breaks', { count: way.violationsChange })}</span>
                )}
              </div>
              <strong>{f.change(way.costChange, f.money)}</strong>
              <button type="button" className="button primary" onClick={() => take(way)}>
                {t('live.take-way')}
              </button>
            </li>
          ))}
        </ul>
        <p className="soft small">{t('live.hand-over-after')}</p>
      </div>
    </Dialog>
  );
}

/** What is left of the run at the desk, and what other drivers have behind them; null: nothing is left. */
function breakdownOf(broken: RunningRun, { runs }: Running, desk: Desk, now: number): Breakdown | null {
  const { arrangement } = desk.shown;
  const visitedOf = (running: RunningRun): Set<string> => {
    const done = new Set(
      running.state.stops
        .filter(({ status }) => status !== 'ahead')
        .flatMap(({ items }) => items.map((item) => keyOfItem(item))),
    );
    const own = arrangement.runs.find(({ run }) => run === running.number);
    const counts = new Map<string, number>();
    const stops = own?.trips.flat() ?? [];
    return new Set(
      stops.flatMap(({ stop }) => {
        const keys = (desk.day.stops.get(stop)?.parts ?? []).map(({ request }) => {
          const visit = (counts.get(request) ?? 0) + 1;
          counts.set(request, visit);
          return keyOfItem({ request, visit });
        });
        return keys.some((key) => done.has(key)) ? [stop] : [];
      }),
    );
  };
  const visited = new Set(runs.flatMap((running) => [...visitedOf(running)]));
  const own = arrangement.runs.find(({ run }) => run === broken.number);
  const stops = own?.trips
    .flatMap((trip) => trip.map(({ stop }) => stop))
    .filter((stop) => !visited.has(stop));
  if (!stops || stops.length === 0) return null;
  const closed = runs.filter(({ state }) => state.stage === 'back' || state.answer?.kind === 'declined');
  return { run: broken.number, stops, visited, closed: new Set(closed.map(({ number }) => number)), now };
}
