import { endpoints } from '#server/contract/endpoints.ts';
import { urlOf } from '#web/shared/api/client.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { Menu } from '#web/shared/ui/menu.tsx';
import { DriverLinkButton } from '../driver-link/driver-link-button.tsx';
import { useHubContext } from '../hub-context.ts';
import { useHanding } from './use-published.ts';

/** Print all runs, or have the plan as a file. */
export function HandOutButtons({ date }: { date: string }) {
  const { t } = useI18n();
  const { published, openSheets } = useHanding();
  const address = useExportAddress(date);
  if (!published || published.standings.size === 0) return null;
  const files = [
    ['export.xlsx', address({ format: 'xlsx' })],
    ['export.runs', address({ format: 'csv', table: 'runs' })],
    ['export.stops', address({ format: 'csv', table: 'stops' })],
    ['export.unassigned', address({ format: 'csv', table: 'unassigned' })],
  ] as const;
  return (
    <>
      <button
        type="button"
        className="button quiet icon"
        aria-label={t('sheet.title')}
        title={t('sheet.title')}
        aria-keyshortcuts="s"
        onClick={() => openSheets(null)}
      >
        <Icon name="print" />
      </button>
      <Menu label={t('export.menu')} face={<Icon name="download" />}>
        {(close) =>
          files.map(([name, to]) => (
            <a key={name} className="button quiet" href={to} download onClick={close}>
              {t(name)}
            </a>
          ))
        }
      </Menu>
    </>
  );
}

/** The same for one run. */
export function RunHandOut({ date, run }: { date: string; run: number }) {
  const { t } = useI18n();
  const { published, openSheets } = useHanding();
  const address = useExportAddress(date);
  if (!published) return null;
  return (
    <div className="row-wrap">
      <button type="button" className="button" onClick={() => openSheets(run)}>
        <Icon name="print" />
        {t('sheet.of-run', { run })}
      </button>
      <DriverLinkButton date={date} run={run} />
      <a className="button" href={address({ format: 'xlsx', run })} download>
        <Icon name="download" />
        {t('export.run-xlsx')}
      </a>
      <a className="button" href={address({ format: 'csv', run })} download>
        <Icon name="download" />
        {t('export.run-csv')}
      </a>
    </div>
  );
}

/** Addresses of files, their headings in the language of the page. */
function useExportAddress(date: string) {
  const { locale } = useI18n();
  const { hub } = useHubContext();
  return (query: { format: 'csv' | 'xlsx'; table?: string; run?: number }) =>
    urlOf(endpoints.exportPlan, { hub: hub.id }, { date, locale, ...query });
}
