import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { Sparkline } from './sparkline.tsx';
import type { Planning } from './use-planning.ts';

const phases = ['snapping', 'matrix', 'clustering', 'solving', 'paths', 'saving'] as const;

/** A solve under way: what it does, how far, what the best plan costs, and how to stop. */
export function SolvePanel({ planning }: { planning: Planning }) {
  const { t } = useI18n();
  const f = useFormat();
  if (!planning.isRunning) return null;
  const { live } = planning;
  const progress = live?.progress ?? null;
  const cost = progress?.cost ?? null;
  const left = progress?.seconds_left ?? null;
  const phase = progress ? t(`phase.${progress.phase}`) : t('phase.starting');
  const step = progress ? phases.indexOf(progress.phase) + 1 : 0;
  return (
    <section className="solve-panel" aria-label={t('solve.title')}>
      <div className="solve-phase">
        <output>
          <strong>{phase}</strong>
        </output>
        <span className="soft small">
          {step > 0 && t('solve.step', { step, steps: phases.length })}
          {left !== null && left > 0 && ` · ${t('solve.left', { time: f.duration(Math.ceil(left)) })}`}
        </span>
        <progress
          className="bar"
          aria-label={phase}
          max={1}
          {...(progress ? { value: progress.done } : {})}
        />
      </div>
      {progress && cost !== null && live && (
        <>
          <Sparkline
            values={live.costs}
            label={t('solve.falling', {
              first: f.money(live.costs[0] ?? cost),
              last: f.money(cost),
            })}
          />
          <dl className="solve-figures">
            <div>
              <dt>{t('solve.best')}</dt>
              <dd>{f.money(cost)}</dd>
            </div>
            <div>
              <dt>{t('figure.runs')}</dt>
              <dd>{progress.runs === null ? '–' : f.number(progress.runs)}</dd>
            </div>
            <div>
              <dt>{t('figure.unserved')}</dt>
              <dd>{progress.unassigned === null ? '–' : f.number(progress.unassigned)}</dd>
            </div>
          </dl>
        </>
      )}
      <div className="solve-actions">
        <button
          type="button"
          className="button"
          disabled={planning.isStopping || cost === null}
          title={t('solve.stop-hint')}
          onClick={() => planning.stop(true)}
        >
          <Icon name="stop" />
          {t('solve.stop')}
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={planning.isStopping}
          title={t('solve.cancel-hint')}
          onClick={() => planning.stop(false)}
        >
          {t('solve.cancel')}
        </button>
      </div>
    </section>
  );
}
