import type { PlanRun } from '#server/contract/plan.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';

const dimensions = ['kg', 'crates', 'parcels'] as const;

/** How full a run gets at its fullest, per dimension; where there is no limit, how much it is. */
export function LoadBars({ run }: { run: PlanRun }) {
  const { t } = useI18n();
  const f = useFormat();
  return (
    <span className="load-bars">
      {dimensions.map((dimension) => {
        const peak = run.load_peak[dimension];
        const capacity = run.capacity[dimension];
        const share = capacity ? peak / capacity : null;
        return (
          <span key={dimension}>
            <span className="load-label">
              <span>{t(`load.${dimension}`)}</span>
              <span>{share === null ? f.number(peak) : f.percent(share)}</span>
            </span>
            {share !== null && (
              <progress
                className={share > 1 ? 'bar over' : 'bar'}
                max={1}
                value={Math.min(1, share)}
                aria-hidden="true"
              />
            )}
          </span>
        );
      })}
    </span>
  );
}
