import { useI18n } from '#web/shared/i18n/i18n.tsx';

/** Names of the days from Monday. */
export function useWeekdayNames(width: 'long' | 'short' = 'long'): readonly string[] {
  const { locale } = useI18n();
  const format = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' });
  // 2024-01-01 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)));
}
