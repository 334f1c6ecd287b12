import { useQuery } from '@tanstack/react-query';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { comparedLooks, type ComparedKind } from '#web/shared/map/compare-layers.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useIsDark } from '#web/shared/ui/use-preferences.ts';
import { CostChange, toneOf } from '../desk/cost-change.tsx';
import { useHubContext } from '../hub-context.ts';
import { recordName, type Selection } from '../selection.ts';
import { runWord } from './compare-plans.ts';
import type { Comparing } from './use-comparison.ts';

interface ComparisonProps {
  readonly comparing: Comparing;
  readonly date: string;
  readonly selection: Selection;
}

/** What the lines of two compared plans mean, which stops change their run, and the way back. */
export function ComparisonBar({ comparing, date, selection }: ComparisonProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const list = useQuery(queries.scenarios(hub.id, date));
  const nameOf = (id: string | null) =>
    id === null || id === recordName
      ? t('scenario.record')
      : (list.data?.scenarios.find((each) => each.id === id)?.name ?? '');
  const names = { first: nameOf(selection.comparedWith), second: nameOf(selection.scenario) };
  const { first, found } = comparing;
  return (
    <section className="comparison" aria-label={t('compare.title', names)}>
      <strong>{t('compare.title', names)}</strong>
      {first.error !== null && first.desk === null && (
        <ProblemPanel error={first.error} onRetry={first.retry} />
      )}
      {!found && first.error === null && <span className="loading">{t('state.loading')}</span>}
      {found && (
        <>
          <ul className="comparison-key">
            <KeyRow kind="first" words={t('compare.only', { name: names.first })} />
            <KeyRow kind="second" words={t('compare.only', { name: names.second })} />
            <KeyRow kind="both" words={t('compare.both')} />
          </ul>
          <Differences comparing={comparing} selection={selection} />
        </>
      )}
      <button type="button" className="button comparison-leave" onClick={selection.endComparison}>
        <Icon name="close" />
        {t('compare.leave')}
      </button>
    </section>
  );
}

function KeyRow({ kind, words }: { readonly kind: ComparedKind; readonly words: string }) {
  const isDark = useIsDark();
  const { light, dark, width, dash } = comparedLooks[kind];
  return (
    <li>
      <svg className="comparison-line" viewBox="0 0 36 8" aria-hidden="true">
        <line
          x1="0"
          y1="4"
          x2="36"
          y2="4"
          stroke={isDark ? dark : light}
          strokeWidth={width}
          strokeDasharray={dash?.map((share) => share * width).join(' ')}
        />
      </svg>
      {words}
    </li>
  );
}

/** What the second costs more, and its stops that are in another run than in the first. */
function Differences({ comparing, selection }: Pick<ComparisonProps, 'comparing' | 'selection'>) {
  const { t } = useI18n();
  const f = useFormat();
  const { first, second, found } = comparing;
  if (!first.desk || !second || !found) return null;
  const documents = { first: first.desk.shown.document, second: second.shown.document };
  const [before, after] = [documents.first.totals, documents.second.totals];
  const way = f.wayChange(after.metres - before.metres);
  const unserved = documents.second.unassigned.length - documents.first.unassigned.length;
  const labels = new Map(
    [...first.desk.wire.stops, ...second.wire.stops].map(({ stop, label }) => [stop, label]),
  );
  const vehicles = new Map(second.shown.arrangement.runs.map(({ run, vehicle }) => [run, vehicle]));
  return (
    <>
      {unserved !== 0 && (
        <span>
          {t('figure.unserved')} <strong className={toneOf(unserved)}>{f.change(unserved, f.number)}</strong>
        </span>
      )}
      <CostChange change={after.cost - before.cost} />
      {way && <span>{way}</span>}
      <details>
        <summary>{t('compare.moved', { count: found.moved.length })}</summary>
        <ul className="rows comparison-moved">
          {found.moved.map(({ stop, from, to }) => {
            const vehicle = to === null ? undefined : vehicles.get(to);
            const words = t('compare.from-to', { from: runWord(from), to: runWord(to) });
            return (
              <li key={stop}>
                <button
                  type="button"
                  className="button quiet"
                  onClick={() =>
                    vehicle === undefined
                      ? selection.selectGroup(() => [stop])
                      : selection.selectStop(vehicle, stop)
                  }
                >
                  <span className="grow">{labels.get(stop) ?? stop}</span>
                  <span className="number">{words}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </details>
    </>
  );
}
