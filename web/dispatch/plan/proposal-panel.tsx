import { useRef } from 'react';
import type { PlanFiguresWire, ProposalWire } from '#server/contract/desk.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { useHubContext } from '../hub-context.ts';
import type { Proposing } from './use-proposal.ts';

interface ProposalPanelProps {
  readonly desk: Desk | null;
  readonly proposing: Proposing;
}

/** What the optimiser proposes and what it would change; nothing is changed until it is accepted. */
export function ProposalPanel({ desk, proposing }: ProposalPanelProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { canEdit } = useHubContext();
  const { proposal, preview, close, showPreview } = proposing;
  const accepted = useRef<ProposalWire | null>(null);
  if (proposing.error) return <ProblemPanel error={proposing.error} onRetry={close} />;
  if (!proposal || !desk) return null;
  const { before, after, moved, reordered } = proposal;
  const isNothing = moved.length === 0 && reordered.length === 0;
  const change = (pick: (figures: PlanFiguresWire) => number, write: (amount: number) => string) =>
    f.change(pick(after) - pick(before), write);
  const accept = (): void => {
    // The second press of a double one comes before the panel has gone.
    if (accepted.current === proposal) return;
    accepted.current = proposal;
    close();
    desk.edit(proposal.edit as Edit, proposal.edit_version);
  };
  return (
    <section className="solve-panel proposal" aria-label={t('rest.proposal')}>
      <div className="solve-phase">
        <output>
          <strong>{isNothing ? t('rest.nothing') : t('rest.proposal')}</strong>
        </output>
        {!isNothing && (
          <span className="soft small">
            {t('rest.moved', { count: moved.length })} · {t('rest.reordered', { count: reordered.length })}
          </span>
        )}
      </div>
      {proposing.isOutdated && !isNothing && <output className="notice look">{t('rest.outdated')}</output>}
      {!isNothing && (
        <dl className="solve-figures">
          <div>
            <dt>{t('figure.cost')}</dt>
            <dd>{change(({ cost }) => cost, f.money)}</dd>
          </div>
          <div>
            <dt>{t('figure.distance')}</dt>
            <dd>{change(({ metres }) => metres, f.distance)}</dd>
          </div>
          <div>
            <dt>{t('figure.runs')}</dt>
            <dd>{change(({ runs }) => runs, f.number)}</dd>
          </div>
          <div>
            <dt>{t('figure.unserved')}</dt>
            <dd>{change(({ unserved }) => unserved, f.number)}</dd>
          </div>
        </dl>
      )}
      <div className="solve-actions">
        {!isNothing && (
          <button
            type="button"
            className="button quiet"
            aria-pressed={preview !== null}
            onClick={() => showPreview(preview === null)}
          >
            {preview ? t('rest.show-now') : t('rest.show-proposed')}
          </button>
        )}
        {!isNothing && canEdit && (
          <button type="button" className="button primary" onClick={accept}>
            {t('rest.accept')}
          </button>
        )}
        <button type="button" className="button" onClick={close}>
          {isNothing ? t('action.close') : t('rest.discard')}
        </button>
      </div>
    </section>
  );
}
