import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from './icon.tsx';
import { setPreferences } from './preferences.ts';
import { useIsDark } from './use-preferences.ts';

/** Day or night, in one press. */
export function ThemeButton() {
  const { t } = useI18n();
  const isDark = useIsDark();
  const label = isDark ? t('theme.to-light') : t('theme.to-dark');
  return (
    <button
      type="button"
      className="button quiet icon"
      aria-label={label}
      title={label}
      onClick={() => setPreferences({ theme: isDark ? 'light' : 'dark' })}
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </button>
  );
}
