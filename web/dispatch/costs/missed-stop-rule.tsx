import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import { type MissedStop, missedStop } from '#server/contract/rates.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { SelectField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';

/** Who bears the way to a stop where nothing was collected. */
export function MissedStopRule({ rule }: { readonly rule: MissedStop }) {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: (next: MissedStop) =>
      call(endpoints.setMissedStop, { params: { hub: hub.id }, body: { missed_stop: next } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.rates(hub.id) }),
  });
  return (
    <section className="stack-small" aria-label={t('missed.title')}>
      <h2>{t('missed.title')}</h2>
      {set.error && <ProblemPanel error={set.error} />}
      <SelectField
        label={t('missed.who')}
        hint={t('missed.hint')}
        value={set.isPending ? set.variables : rule}
        disabled={!canEdit || set.isPending}
        onChange={({ target }) => set.mutate(missedStop.parse(target.value))}
      >
        {missedStop.options.map((each) => (
          <option key={each} value={each}>
            {t(`missed.${each}`)}
          </option>
        ))}
      </SelectField>
    </section>
  );
}
