import { Link, useSearchParams } from 'react-router';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { mayManage, useSession } from '#web/shared/session/use-session.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useHubContext } from '../hub-context.ts';
import { HubMenu } from '../hub-menu.tsx';
import { PeopleTab } from '../people/people-tab.tsx';
import { ProgramsTab } from '../programs/programs-tab.tsx';
import { DriversTab } from './drivers-tab.tsx';
import './fleet.css';
import { HubTab } from './hub-tab.tsx';
import { ProductsTab } from './products-tab.tsx';
import { TypesTab } from './types-tab.tsx';
import { VehiclesTab } from './vehicles-tab.tsx';

const tabs = [
  { name: 'vehicles', label: 'fleet.title', Tab: VehiclesTab },
  { name: 'types', label: 'type.title', Tab: TypesTab },
  { name: 'drivers', label: 'driver.title', Tab: DriversTab },
  { name: 'hub', label: 'hub.label', Tab: HubTab },
  { name: 'products', label: 'product.title', Tab: ProductsTab },
  { name: 'cooperatives', label: 'people.title', Tab: PeopleTab },
  { name: 'programs', label: 'program.title', Tab: ProgramsTab },
] as const;

/** All that a hub works with: vehicles, their types, drivers, the hub itself and its products. */
export function FleetPage() {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const [params] = useSearchParams();
  const session = useSession();
  const shown = tabs.filter(({ name }) => {
    if (name === 'programs') return mayManage(session, hub.id);
    // Members' names are for those who book for them.
    return name !== 'cooperatives' || canEdit;
  });
  const { name, Tab } = shown.find((tab) => tab.name === params.get('tab')) ?? tabs[0];
  return (
    <div className="page-fleet stack">
      <title>{`${t('settings.title')} · ${hub.name} · Hubward`}</title>
      <header className="row-wrap">
        <Link className="button quiet" to={`/hubs/${encodeURIComponent(hub.id)}`}>
          <Icon name="previous" />
          {hub.name}
        </Link>
        <h1 className="grow">{t('settings.title')}</h1>
        <HubMenu />
      </header>
      <nav className="tabs" aria-label={t('settings.title')}>
        {shown.map((tab) => (
          <Link
            key={tab.name}
            className="tab"
            to={`?tab=${tab.name}`}
            aria-current={tab.name === name ? 'page' : undefined}
          >
            {t(tab.label)}
          </Link>
        ))}
      </nav>
      <main className="stack">
        {!canEdit && <p className="soft">{t('settings.read-only')}</p>}
        <Tab />
      </main>
    </div>
  );
}
