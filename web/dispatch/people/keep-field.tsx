import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { SelectField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';

const choices = [30, 90, 365, 1095] as const;

/** How long bookings keep a name. */
export function KeepField() {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { sayProblem } = useToasts();
  const settings = useQuery(queries.bookingSettings(hub.id));
  const save = useMutation({
    mutationFn: (keep_days: number | null) =>
      call(endpoints.saveBookingSettings, { params: { hub: hub.id }, body: { keep_days } }),
    onError: sayProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.people(hub.id) }),
  });
  if (settings.error) return <ProblemPanel error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return null;
  const { keep_days: kept } = settings.data;
  const shown = kept === null || choices.some((days) => days === kept) ? choices : [kept, ...choices];
  return (
    <SelectField
      label={t('people.keep')}
      hint={t('people.keep-what')}
      value={kept ?? ''}
      disabled={save.isPending}
      onChange={({ target }) => save.mutate(target.value === '' ? null : Number(target.value))}
    >
      <option value="">{t('people.keep-always')}</option>
      {shown.map((days) => (
        <option key={days} value={days}>
          {t('people.keep-days', { days })}
        </option>
      ))}
    </SelectField>
  );
}
