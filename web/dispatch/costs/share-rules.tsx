import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import { shareBasis } from '#server/contract/money.ts';
import { missedStop, type ShareRules } from '#server/contract/rates.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { SelectField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';

/** By what is billed, whether quotes bind, and who bears the way to a stop where nothing was collected. */
export function ShareRulesSection({ rules }: { readonly rules: ShareRules }) {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: (next: ShareRules) => call(endpoints.setShareRules, { params: { hub: hub.id }, body: next }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.rates(hub.id) }),
  });
  const shown = set.isPending ? set.variables : rules;
  const disabled = !canEdit || set.isPending;
  return (
    <section className="stack-small" aria-label={t('share-rules.title')}>
      <h2>{t('share-rules.title')}</h2>
      {set.error && <ProblemPanel error={set.error} />}
      <SelectField
        label={t('money.basis')}
        hint={t('share-rules.basis-hint')}
        value={shown.billed_by}
        disabled={disabled}
        onChange={({ target }) => set.mutate({ ...rules, billed_by: shareBasis.parse(target.value) })}
      >
        {shareBasis.options.map((each) => (
          <option key={each} value={each}>
            {t(`money.basis-${each}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('share-rules.quotes')}
        hint={t('share-rules.quotes-hint')}
        value={shown.quotes_bind ? 'bind' : 'estimate'}
        disabled={disabled}
        onChange={({ target }) => set.mutate({ ...rules, quotes_bind: target.value === 'bind' })}
      >
        {(['estimate', 'bind'] as const).map((each) => (
          <option key={each} value={each}>
            {t(`share-rules.quotes-${each}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('missed.who')}
        hint={t('missed.hint')}
        value={shown.missed_stop}
        disabled={disabled}
        onChange={({ target }) => set.mutate({ ...rules, missed_stop: missedStop.parse(target.value) })}
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
