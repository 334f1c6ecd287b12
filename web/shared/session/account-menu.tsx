import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '../api/client.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { LanguageSwitch } from '../i18n/language-switch.tsx';
import { SelectField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { readPreferences, setPreferences } from '../ui/preferences.ts';
import type { Density, Theme } from '../ui/preferences.ts';
import { useToasts } from '../ui/toasts.tsx';
import { useDensity, useIsDark } from '../ui/use-preferences.ts';
import { keptDays } from './kept-days.ts';
import { isAdministrator, useSession } from './use-session.ts';

interface AccountMenuProps {
  /** On pages of a hub: where its settings are. */
  readonly settingsPath?: string;
  readonly ratesPath?: string;
  readonly receivingPath?: string;
  readonly moneyPath?: string;
  readonly costsPath?: string;
  readonly onHelp?: () => void;
}

/** Who is signed in, settings of this device, and the ways to other pages. */
export function AccountMenu({
  settingsPath,
  receivingPath,
  ratesPath,
  moneyPath,
  costsPath,
  onHelp,
}: AccountMenuProps) {
  const { t } = useI18n();
  const session = useSession();
  const signOut = useSignOut();
  return (
    <Menu label={t('account.menu')} face={<Icon name="account" />}>
      {(close) => (
        <>
          {session && (
            <div>
              <strong>{session.user.name}</strong>
              <div className="soft small">{session.user.email}</div>
            </div>
          )}
          <div className="stack-small">
            {settingsPath && (
              <Link className="button quiet" to={settingsPath} onClick={close}>
                <Icon name="truck" />
                {t('settings.title')}
              </Link>
            )}
            {receivingPath && (
              <Link className="button quiet" to={receivingPath} onClick={close}>
                <Icon name="scale" />
                {t('receiving.title')}
              </Link>
            )}
            {moneyPath && (
              <Link className="button quiet" to={moneyPath} onClick={close}>
                <Icon name="coins" />
                {t('money.title')}
              </Link>
            )}
            {costsPath && (
              <Link className="button quiet" to={costsPath} onClick={close}>
                <Icon name="coins" />
                {t('costs.title')}
              </Link>
            )}
            {ratesPath && (
              <Link className="button quiet" to={ratesPath} onClick={close}>
                <Icon name="coins" />
                {t('rates.title')}
              </Link>
            )}
            {isAdministrator(session) && (
              <Link className="button quiet" to="/admin" onClick={close}>
                <Icon name="account" />
                {t('admin.title')}
              </Link>
            )}
            {onHelp && (
              <button
                type="button"
                className="button quiet"
                onClick={() => {
                  close();
                  onHelp();
                }}
              >
                <Icon name="help" />
                {t('help.title')}
              </button>
            )}
          </div>
          <DeviceSettings />
          <button type="button" className="button" onClick={() => signOut()}>
            {t('account.sign-out')}
          </button>
        </>
      )}
    </Menu>
  );
}

/** Language, theme and density of this device. */
function DeviceSettings() {
  const { t } = useI18n();
  const density = useDensity();
  // Read again when the theme changes.
  useIsDark();
  return (
    <>
      <div className="field">
        <label htmlFor="menu-language">{t('language.label')}</label>
        <LanguageSwitch id="menu-language" />
      </div>
      <SelectField
        label={t('theme.label')}
        value={readPreferences().theme}
        onChange={(event) => setPreferences({ theme: event.target.value as Theme })}
      >
        <option value="system">{t('theme.system')}</option>
        <option value="light">{t('theme.light')}</option>
        <option value="dark">{t('theme.dark')}</option>
      </SelectField>
      <SelectField
        label={t('density.label')}
        value={density}
        onChange={(event) => setPreferences({ density: event.target.value as Density })}
      >
        <option value="comfortable">{t('density.comfortable')}</option>
        <option value="compact">{t('density.compact')}</option>
      </SelectField>
    </>
  );
}

function useSignOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { sayProblem } = useToasts();
  const { mutate } = useMutation({
    mutationFn: () => call(endpoints.signOut, {}),
    onSuccess: async () => {
      await navigate('/sign-in', { replace: true });
      client.clear();
      // A browser that keeps nothing has nothing to forget.
      await keptDays.forgetOthers(null).catch(() => undefined);
    },
    onError: sayProblem,
  });
  return mutate;
}
