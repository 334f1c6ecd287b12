import { useState } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { runLook } from '#web/shared/map/palette.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import type { Day } from '../day.ts';
import type { Desk } from '../desk/use-desk.ts';
import { RunMark } from '../run-mark.tsx';
import { RunProblems } from '../run-problems.tsx';
import { StandingWords } from './publish-mark.tsx';
import { usePublishing } from './use-publishing.ts';
import type { Published } from './use-published.ts';

interface PublishDialogProps {
  readonly date: string;
  readonly day: Day;
  readonly desk: Desk;
  readonly published: Published;
  readonly onClose: () => void;
}

/** What drivers would be told anew, run by run, and what they have. */
export function PublishDialog({ date, day, desk, published, onClose }: PublishDialogProps) {
  const { t } = useI18n();
  const { standings, publication } = published;
  const planned = new Map(day.runs.map((run) => [run.number, run]));
  // What changes while this is open is chosen too, unless it was taken off by hand.
  const [byHand, setByHand] = useState<ReadonlyMap<number, boolean>>(new Map());
  const isChosen = (number: number): boolean => byHand.get(number) ?? standings.get(number)?.kind !== 'same';
  const chosen = [...standings].filter(([number]) => isChosen(number));
  const open = chosen.filter(([, { kind }]) => kind !== 'same').map(([number]) => number);
  const told = chosen.filter(([, { kind }]) => kind !== 'new').map(([number]) => number);
  const { publish, withdraw, isPending, error } = usePublishing(date, onClose);
  const isSaving = desk.waiting > 0;
  // What there is to publish comes before what drivers have as it is.
  const listed = [...standings].sort(([, a], [, b]) => Number(a.kind === 'same') - Number(b.kind === 'same'));
  return (
    <Dialog title={t('publish.title')} onClose={onClose}>
      <div className="stack">
        <p className="soft">{t('publish.explain')}</p>
        <p>
          <strong>
            {publication.revision === 0
              ? t('publish.none')
              : t('publish.revision', { revision: publication.revision })}
          </strong>
        </p>
        <ul className="rows publish-runs">
          {listed.map(([number, standing]) => {
            const run = planned.get(number);
            const vehicle =
              run?.run.vehicle ?? (standing.kind === 'gone' ? standing.told.frozen.run.vehicle : '');
            return (
              <li key={number}>
                <label className="publish-run">
                  <input
                    type="checkbox"
                    aria-label={t('publish.choose', { run: number, vehicle })}
                    checked={isChosen(number)}
                    onChange={(event) => setByHand(new Map(byHand).set(number, event.target.checked))}
                  />
                  <RunMark number={number} look={run?.look ?? runLook(number - 1)} />
                  <span>
                    <strong>{vehicle}</strong>
                    {run?.driver && <span className="soft small row-driver">{run.driver}</span>}
                  </span>
                  <div>
                    <StandingWords standing={standing} trips={run?.run.trips.length ?? 0} />
                    {run && <RunProblems run={run.run} />}
                  </div>
                </label>
              </li>
            );
          })}
        </ul>
        {error !== null && <ProblemPanel error={error} />}
        <output className="soft">
          {isSaving ? t('publish.saving') : published.openCount === 0 && t('publish.nothing-new')}
        </output>
        <div className="row-wrap publish-actions">
          <button
            type="button"
            className="button primary"
            disabled={isPending || isSaving || open.length === 0}
            onClick={() => publish({ version: desk.version, runs: open })}
          >
            {t('publish.runs', { count: open.length })}
          </button>
          {publication.runs.length > 0 && (
            <button
              type="button"
              className="button danger"
              disabled={isPending || told.length === 0}
              onClick={() => withdraw({ revision: publication.revision, runs: told })}
            >
              {t('publish.withdraw', { count: told.length })}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
