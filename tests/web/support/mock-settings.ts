import type { Express, Response } from 'express';
import type { Driver, FleetVehicle, VehicleType } from '#server/contract/fleet.ts';
import { makeDrivers, makeTypes, makeVehicles, settings as settingsOfHub } from './mock-day.ts';

/** Vehicles, their types, drivers and the hub's settings, kept in memory as the server keeps them. */
export function serveSettings(
  app: Express,
  refuse: (res: Response, status: number, code: string) => void,
): void {
  let settings = settingsOfHub;
  app.get('/api/hubs/:hub/settings', (_req, res) => res.json(settings));
  app.patch('/api/hubs/:hub/settings', (req, res) => {
    settings = req.body as typeof settings;
    res.json(settings);
  });
  app.patch('/api/hubs/:hub/products', (req, res) =>
    res.json(
      (req.body as { id: string | null }[]).map((each, index) => ({
        ...each,
        id: each.id ?? `new-${index}`,
      })),
    ),
  );
  const types = serveList<VehicleType>(app, 'vehicle-types', makeTypes(), refuse, () => ({ vehicles: 0 }));
  serveList<FleetVehicle>(app, 'vehicles', makeVehicles(), refuse, (draft) => {
    const {
      id: _,
      name: type = '',
      vehicles: _count,
      ...terms
    } = types.find(({ id }) => id === draft.type_id) ?? {};
    return { type, ...terms, ...draft.own, start_lat: null, start_lon: null, changed_at: '' };
  });
  serveList<Driver>(app, 'drivers', makeDrivers(), refuse, () => ({}));
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A list of named things that are added, changed, removed and taken back. */
function serveList<T extends Named>(
  app: Express,
  path: string,
  list: T[],
  refuse: (res: Response, status: number, code: string) => void,
  rest: (draft: T) => Partial<T>,
): readonly T[] {
  const removed = new Map<string, T>();
  const base = `/api/hubs/:hub/${path}`;
  const isTaken = (name: string, id: string | null) =>
    list.some((each) => each.name === name && each.id !== id);
  app.get(base, (_req, res) => res.json(list));
  app.post(base, (req, res) => {
    const draft = req.body as T;
    if (isTaken(draft.name, null)) return refuse(res, 409, 'NAME_TAKEN');
    const added = { ...draft, ...rest(draft), id: `new-${list.length}` };
    list.push(added);
    res.status(201).json(added);
  });
  app.patch(`${base}/:id`, (req, res) => {
    const change = req.body as Partial<T>;
    if (change.name !== undefined && isTaken(change.name, req.params.id))
      return refuse(res, 409, 'NAME_TAKEN');
    const at = list.findIndex(({ id }) => id === req.params.id);
    list[at] = { ...list[at]!, ...change };
    res.json(list[at]);
  });
  app.delete(`${base}/:id`, (req, res) => {
    const at = list.findIndex(({ id }) => id === req.params.id);
    const [gone] = list.splice(at, 1);
    if (gone) removed.set(gone.id, gone);
    res.status(204).end();
  });
  app.post(`${base}/:id/restore`, (req, res) => {
    const back = removed.get(req.params.id)!;
    list.push(back);
    res.json(back);
  });
  return list;
}
