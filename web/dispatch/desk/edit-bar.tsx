import { useMemo, useState } from 'react';
import type { PlanStep } from '#server/contract/desk.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useSession } from '#web/shared/session/use-session.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { usePageOfRows } from '#web/shared/ui/use-page-of-rows.ts';
import { useHubContext } from '../hub-context.ts';
import { HandOutButtons } from '../publish/hand-out.tsx';
import { PublishButton } from '../publish/publish-button.tsx';
import { useHanding } from '../publish/use-published.ts';
import { useEditWords } from './edit-words.ts';
import type { Desk } from './use-desk.ts';

/** Undo, redo and the history; says what is not saved yet. */
export function EditBar({ desk, date }: { desk: Desk; date: string }) {
  const { t } = useI18n();
  const canEdit = useHubContext().canEdit && !desk.isPreview;
  const words = useEditWords();
  const me = useSession()?.user.id;
  const [isOpen, setOpen] = useState(false);
  const names = useStopNames(desk);
  const undo = desk.undo;
  const undoLabel = !undo
    ? t('desk.undo')
    : undo.by?.id === me
      ? t('desk.undo-what', { what: words.of(undo, desk.steps, names) })
      : t('desk.undo-of', { name: words.who(undo), what: words.of(undo, desk.steps, names) });
  const redoLabel = desk.redo
    ? t('desk.redo-what', { what: words.of(desk.redo, desk.steps, names) })
    : t('desk.redo');
  return (
    <div className="edit-bar">
      {canEdit && (
        <>
          <button
            type="button"
            className="button quiet"
            aria-label={undoLabel}
            title={undoLabel}
            aria-keyshortcuts="Control+Z"
            disabled={!undo && desk.waiting === 0}
            onClick={desk.takeBack}
          >
            <Icon name="undo" />
            <span>{t('desk.undo')}</span>
          </button>
          <button
            type="button"
            className="button quiet icon"
            aria-label={redoLabel}
            title={redoLabel}
            aria-keyshortcuts="Control+Shift+Z"
            disabled={!desk.redo}
            onClick={desk.makeAgain}
          >
            <Icon name="redo" />
          </button>
        </>
      )}
      <button
        type="button"
        className="button quiet"
        aria-label={t('desk.history')}
        title={t('desk.history')}
        onClick={() => setOpen(true)}
      >
        <Icon name="history" />
        <span>{t('desk.history')}</span>
      </button>
      <PublishButton />
      <HandOutButtons date={date} />
      <output className={desk.isUnreachable ? 'edit-state wrong' : 'edit-state soft'}>
        {desk.isUnreachable && <Icon name="warning" />}
        {desk.isUnreachable
          ? t('desk.not-saved', { count: desk.waiting })
          : desk.waiting > 0 && t('desk.saving', { count: desk.waiting })}
      </output>
      {isOpen && <HistoryDialog desk={desk} names={names} onClose={() => setOpen(false)} />}
    </div>
  );
}

function useStopNames(desk: Desk): ReadonlyMap<string, string> {
  return useMemo(() => new Map(desk.wire.stops.map(({ stop, label }) => [stop, label])), [desk.wire]);
}

interface HistoryDialogProps {
  readonly desk: Desk;
  readonly names: ReadonlyMap<string, string>;
  readonly onClose: () => void;
}

/** Who did what and when, and what it cost; the last first. */
function HistoryDialog({ desk, names, onClose }: HistoryDialogProps) {
  const { t } = useI18n();
  const f = useFormat();
  const words = useEditWords();
  const { published } = useHanding();
  const steps = desk.steps.toReversed().map((step: PlanStep) => ({
    key: `step ${step.edit_version}`,
    at: step.at,
    what: words.of(step, desk.steps, names),
    who: words.who(step),
    cost: step.cost_change,
  }));
  const revisions = (published?.publication.revisions ?? [])
    .toReversed()
    .map(({ revision, kind, runs, at, by }) => ({
      key: `revision ${revision}`,
      at,
      what: t(kind === 'published' ? 'publish.history' : 'publish.history-withdrawn', {
        count: runs.length,
        runs: runs.join(', '),
        revision,
      }),
      who: by?.name ?? t('edit.somebody'),
      cost: null,
    }));
  const entries = [...steps, ...revisions].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const page = usePageOfRows(entries);
  return (
    <Dialog title={t('desk.history-title')} onClose={onClose} isText>
      {entries.length === 0 && <p>{t('desk.history-empty')}</p>}
      <ol className="history rows">
        {page.shown.map(({ key, at, what, who, cost }) => (
          <li key={key}>
            <span className="history-what">{what}</span>
            {cost !== null && (
              <strong className={cost > 0 ? 'number dearer' : 'number'}>{f.change(cost, f.money)}</strong>
            )}
            <span className="soft small history-who">
              {who} · {f.moment(at)}
            </span>
          </li>
        ))}
        {page.more > 0 && (
          <li>
            <button type="button" className="button" onClick={page.showMore}>
              {t('list.more', { count: page.more })}
            </button>
          </li>
        )}
      </ol>
    </Dialog>
  );
}
