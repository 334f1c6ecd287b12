import { asApiProblem } from '#web/shared/api/api-problem.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';

/** What the server has against a field of the body that was sent, by its path; null where nothing. */
export function useFieldProblem(error: unknown): (path: string) => string | null {
  const { t } = useI18n();
  if (!error) return () => null;
  const { code, fields = [] } = asApiProblem(error).problem;
  return (path) => {
    if (code === 'NAME_TAKEN' && path === 'name') return t('form.name-taken');
    const isNamed = fields.some(({ field }) => field === `body.${path}` || field.startsWith(`body.${path}.`));
    return isNamed ? t('form.does-not-fit') : null;
  };
}
