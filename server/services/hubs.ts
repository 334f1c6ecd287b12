import type { Hub, PlaceHit, Region } from '#server/contract/hub.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { RegionInfo, Regions } from '#server/region/port.ts';
import type { HubStore } from '#server/store/port.ts';
import { localDateOf } from './planning/day-clock.ts';
import type { HubRules } from './planning/hub-day.ts';
import type { Services } from './port.ts';
import { starterProducts } from './starter-products.ts';

/** Hubs with their regions, place search and basemap tiles. */
export function makeHubs(deps: {
  store: HubStore;
  /** Of a hub's last event; 0: there is none. */
  lastSeq: (hub: string) => Promise<number>;
  regions: Regions;
  now: () => string;
  newId: () => string;
  mapStyleUrl: string | null;
}): Services['hubs'] {
  const regionOf = (hub: Hub): RegionInfo => requireRegion(deps.regions, hub.region);

  return {
    list: () => deps.store.list(),

    listRegions: async () => deps.regions.list().map(toWire),

    add: async ({ name, lat, lon, region: regionName, timezone, currency }) => {
      const region = requireRegion(deps.regions, regionName);
      if (!isInside(region, lat, lon)) {
        throw new UserError('OUTSIDE_REGION', `${lat}, ${lon} lies outside ${regionName}.`);
      }
      const hub: Hub = {
        id: deps.newId(),
        name,
        lat,
        lon,
        region: regionName,
        timezone: requireTimezone(timezone ?? region.timezone),
        currency: requireCurrency(currency ?? region.currency),
      };
      return deps.store.add(hub, starterProducts(deps.newId));
    },

    get: async (id) => {
      const seq = await deps.lastSeq(id);
      const hub = await requireHub(deps.store, id);
      return {
        hub,
        region: toWire(regionOf(hub)),
        products: await deps.store.products(id),
        cut_off: (await deps.store.settings(id))?.cut_off ?? null,
        today: localDateOf(deps.now(), hub.timezone),
        map_style_url: deps.mapStyleUrl,
        seq,
      };
    },

    getSettings: async (id) => {
      const settings = await deps.store.settings(id);
      if (!settings) throw hubUnknown(id);
      return settings;
    },

    saveSettings: async (id, settings) => {
      const hub = await requireHub(deps.store, id);
      const region = regionOf(hub);
      if (!isInside(region, settings.lat, settings.lon)) {
        throw new UserError('OUTSIDE_REGION', `${settings.lat}, ${settings.lon} lies outside ${hub.region}.`);
      }
      await deps.store.saveSettings(id, settings);
      return settings;
    },

    saveProducts: async (id, list) => {
      await requireHub(deps.store, id);
      const known = new Set((await deps.store.products(id)).map((product) => product.id));
      const products = list.map((product) => ({
        ...product,
        id: product.id !== null && known.has(product.id) ? product.id : deps.newId(),
      }));
      await deps.store.saveProducts(id, products);
      return products;
    },

    searchPlaces: async (id, text, locale): Promise<PlaceHit[]> => {
      const hub = await requireHub(deps.store, id);
      return deps.regions
        .gazetteer(regionOf(hub).name)
        .search(text, { limit: 8, ...(locale !== undefined && { locale }) });
    },

    tile: async (id, z, x, y) => {
      const hub = await requireHub(deps.store, id);
      return deps.regions.tile(regionOf(hub).name, z, x, y);
    },
  };
}

/** @throws UserError HUB_UNKNOWN */
export async function requireHub(store: HubStore, id: string): Promise<Hub> {
  const hub = await store.get(id);
  if (!hub) throw hubUnknown(id);
  return hub;
}

const hubUnknown = (id: string) => new UserError('HUB_UNKNOWN', `There is no hub ${id}.`, { ids: [id] });

/** What of a hub's settings its plans depend on. @throws UserError HUB_UNKNOWN */
export async function rulesOf(store: HubStore, id: string): Promise<HubRules> {
  const work = await store.settings(id);
  if (!work) throw hubUnknown(id);
  return { work, products: await store.products(id) };
}

/** @throws UserError REGION_UNKNOWN */
export function requireRegion(regions: Pick<Regions, 'get'>, name: string): RegionInfo {
  const region = regions.get(name);
  if (!region) throw new UserError('REGION_UNKNOWN', `There is no region ${name}.`, { ids: [name] });
  return region;
}

/** @throws UserError TIMEZONE_UNKNOWN */
export function requireTimezone(name: string): string {
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // Only the letters' case is mended: the platform may know a zone by an older name (Asia/Saigon).
    return known.toLowerCase() === name.toLowerCase() ? known : name;
  } catch (cause) {
    throw new UserError('TIMEZONE_UNKNOWN', `“${name}” is no time zone.`, { cause });
  }
}

/** @throws UserError CURRENCY_UNKNOWN */
export function requireCurrency(code: string): string {
  if (!Intl.supportedValuesOf('currency').includes(code)) {
    throw new UserError('CURRENCY_UNKNOWN', `“${code}” is no currency.`);
  }
  return code;
}

const isInside = ({ bounds: [west, south, east, north] }: RegionInfo, lat: number, lon: number) =>
  lon >= west && lon <= east && lat >= south && lat <= north;

const toWire = (region: RegionInfo): Region => ({
  name: region.name,
  bounds: [...region.bounds],
  source: region.source,
  source_date: region.source_date,
  built: region.built,
  timezone: region.timezone,
  currency: region.currency,
  attribution: region.attribution,
});
