import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import type { DeskLayoutProps } from '../desk-layout.tsx';
import { useHubContext } from '../hub-context.ts';
import { ComparisonBar } from './comparison-bar.tsx';
import { useScenarios } from './use-scenarios.ts';

/** Which copy of the plan is looked at, and why it cannot be changed where that is so. */
export function DeskNotices(props: DeskLayoutProps) {
  const { t } = useI18n();
  const { selection, desk, deskProblem, onDeskRetry, comparing, date } = props;
  return (
    <>
      {comparing && <ComparisonBar comparing={comparing} date={date} selection={selection} />}
      {!comparing && selection.scenario !== null && <ScenarioBar {...props} scenario={selection.scenario} />}
      {!desk && deskProblem !== null && (
        <div className="desk-problem">
          <strong>{t('desk.failed')}</strong>
          <ProblemPanel error={deskProblem} onRetry={onDeskRetry} />
        </div>
      )}
    </>
  );
}

function ScenarioBar({ date, selection, scenario: id }: DeskLayoutProps & { readonly scenario: string }) {
  const { t } = useI18n();
  const { canEdit } = useHubContext();
  const { list, adopting } = useScenarios(date, selection);
  const name = list.data?.scenarios.find((each) => each.id === id)?.name ?? '';
  return (
    <section className="scenario-bar" aria-label={t('scenario.one', { name })}>
      <Icon name="copy" />
      <span className="grow">
        <strong>{t('scenario.one', { name })}</strong> <span>{t('scenario.explain')}</span>
      </span>
      {canEdit && (
        <button
          type="button"
          className="button primary"
          disabled={adopting.isPending}
          onClick={() => adopting.mutate({ id })}
        >
          {t('scenario.adopt')}
        </button>
      )}
      <button type="button" className="button" onClick={() => selection.setScenario(null)}>
        {t('scenario.back')}
      </button>
    </section>
  );
}
