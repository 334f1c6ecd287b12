import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { placesOfStops, type DeskRun } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { newRunNumber } from '#server/domain/edits/number-runs.ts';
import type { Translate } from '#web/shared/i18n/translate.ts';
import { priceEdit, type EditPrice } from '#web/shared/desk/price-edit.ts';
import { bestReachable } from '../desk/cost-change.tsx';
import type { Desk } from '../desk/use-desk.ts';
import type { PriceWords } from './price-words.ts';

/** One thing that can be done from a menu: an edit with its price, a choice among edits, or another act. */
export interface MenuEntry {
  readonly key: string;
  readonly label: string;
  readonly price: EditPrice | null;
  readonly act:
    | { readonly kind: 'edit'; readonly edit: Edit }
    | { readonly kind: 'choose'; readonly options: () => readonly MenuOption[] }
    | { readonly kind: 'start' | 'driver'; readonly run: DeskRun };
}

/** An edit among others to choose from, with what it would do. */
export interface MenuOption {
  readonly key: string;
  readonly label: string;
  readonly edit: Edit;
  readonly price: EditPrice;
}

/** What can be done with stops: one, or several at once. */
export function stopEntries(
  desk: Desk,
  asked: readonly string[],
  words: PriceWords,
  t: Translate,
): MenuEntry[] {
  const plan = desk.shown.arrangement;
  const entry = entryOf(desk);
  const places = placesOfStops(plan);
  // Others may have taken some away while the menu was open.
  const stops = asked.filter((stop) => plan.stops.some((each) => each.stop === stop));
  if (stops.length === 0) return [];
  const inRuns = stops.filter((stop) => places.has(stop));
  const best = bestReachable(desk.pricer, stops).map(({ to }) =>
    entry(`to ${to.run}`, t('dock.put', { place: words.place(to) }), { type: 'move', stops, to }),
  );
  const pins = (['run', 'position', null] as const).map((pin) =>
    entry(`pin ${pin}`, t(`dock.pin-${pin ?? 'off'}`), { type: 'pin', stops: inRuns, pin }),
  );
  const isChange = ({ act }: MenuEntry) => act.kind !== 'edit' || applyEdit(plan, act.edit) !== plan;
  return [
    ...best,
    ...(inRuns.length > 0 ? [entry('out', t('dock.take-out'), { type: 'unassign', stops: inRuns })] : []),
    ...(inRuns.length > 0 ? pins.filter((each) => isChange(each) && !isSamePin(desk, inRuns, each)) : []),
    ...(stops.length === 1 && inRuns.length === 1 ? cutEntries(desk, stops[0]!, words, t) : []),
  ];
}

function isSamePin({ shown }: Desk, stops: readonly string[], { act }: MenuEntry): boolean {
  if (act.kind !== 'edit' || act.edit.type !== 'pin') return false;
  const { pin } = act.edit;
  const planned = shown.arrangement.runs.flatMap(({ trips }) => trips.flat());
  return planned.filter(({ stop }) => stops.includes(stop)).every((each) => each.pin === pin);
}

/** What cuts a run at a stop. */
function cutEntries(desk: Desk, stop: string, words: PriceWords, t: Translate): MenuEntry[] {
  const plan = desk.shown.arrangement;
  const at = placesOfStops(plan).get(stop);
  if (!at) return [];
  const entry = entryOf(desk);
  const returns: MenuEntry[] =
    at.position > 0
      ? [entry('return', t('dock.add-return'), { type: 'add_return', at })]
      : at.trip > 0
        ? [entry('no return', t('dock.drop-return'), { type: 'drop_return', run: at.run, trip: at.trip - 1 })]
        : [];
  const isFirst = at.trip === 0 && at.position === 0;
  const splits = () =>
    idleVehicles(desk).map((vehicle) => ({
      key: vehicle,
      label: vehicle,
      edit: {
        type: 'split',
        at,
        to: { run: newRunNumber(plan, vehicle, desk.day.toldRuns), vehicle },
      } as const,
    }));
  const swaps = () =>
    plan.runs.flatMap((other) => {
      if (other.run === at.run) return [];
      const edits = other.trips.flatMap((stops, trip) =>
        Array.from({ length: stops.length + 1 }, (_, position) => ({
          key: `${other.run}`,
          label: t('dock.swap-at', {
            run: other.run,
            vehicle: other.vehicle,
            stop: stops[position] ? words.labelOf(stops[position].stop) : t('dock.its-end'),
          }),
          edit: { type: 'swap_tails', from: [at, { run: other.run, trip, position }] } as const,
        })),
      );
      return priced(desk, edits).slice(0, 1);
    });
  return [
    ...returns,
    ...(isFirst || idleVehicles(desk).length === 0
      ? []
      : [
          {
            ...choice('split', t('dock.split')),
            act: { kind: 'choose' as const, options: () => priced(desk, splits()) },
          },
        ]),
    {
      ...choice('swap', t('dock.swap')),
      act: { kind: 'choose', options: () => swaps().sort(byPrice) },
    },
  ];
}

/** What can be done with a run as a whole. */
export function runEntries(desk: Desk, run: DeskRun, t: Translate): MenuEntry[] {
  const plan = desk.shown.arrangement;
  const entry = entryOf(desk);
  const number = run.run;
  const merges = () =>
    plan.runs.flatMap(({ run: into, vehicle }) =>
      into === number
        ? []
        : [
            {
              key: `${into}`,
              label: t('dock.run', { run: into, vehicle }),
              edit: { type: 'merge', run: number, into } as const,
            },
          ],
    );
  const vehicles = () =>
    [...desk.day.vehicles].flatMap(([vehicle, { isAvailable }]) => {
      if (vehicle === run.vehicle || !isAvailable || plan.barred.includes(vehicle)) return [];
      const other = plan.runs.find((each) => each.vehicle === vehicle);
      const label = other ? t('dock.exchange', { vehicle, run: other.run }) : vehicle;
      return [{ key: vehicle, label, edit: { type: 'change_vehicle', run: number, vehicle } as const }];
    });
  const isLocked = run.state === 'locked';
  const { vehicle } = run;
  const isBarred = plan.barred.includes(vehicle);
  return [
    entry('reverse', t('dock.reverse'), { type: 'reverse', run: number, trip: null }),
    ...(plan.runs.length > 1
      ? [
          {
            ...choice('merge', t('dock.merge')),
            act: { kind: 'choose' as const, options: () => priced(desk, merges()) },
          },
        ]
      : []),
    {
      ...choice('vehicle', t('dock.vehicle')),
      act: { kind: 'choose', options: () => priced(desk, vehicles()) },
    },
    { ...choice('start', t('dock.start')), act: { kind: 'start', run } },
    { ...choice('driver', t('dock.driver')), act: { kind: 'driver', run } },
    entry(
      'lock',
      t(isLocked ? 'dock.unlock' : 'dock.lock'),
      isLocked ? { type: 'unlock', runs: [number] } : { type: 'lock', runs: [number] },
    ),
    entry(
      'bar',
      t(isBarred ? 'dock.admit' : 'dock.bar', { vehicle }),
      isBarred ? { type: 'admit_vehicle', vehicle } : { type: 'bar_vehicle', vehicle },
    ),
  ];
}

const choice = (key: string, label: string) => ({ key, label, price: null });

const entryOf =
  ({ shown, day }: Desk) =>
  (key: string, label: string, edit: Edit): MenuEntry => ({
    key,
    label,
    price:
      edit.type === 'pin' || edit.type === 'lock' || edit.type === 'unlock'
        ? null
        : priceEdit(shown.arrangement, day, edit),
    act: { kind: 'edit', edit },
  });

/** Those that can be made, the best first: fewest broken rules, then least cost. */
function priced({ shown, day }: Desk, options: readonly Omit<MenuOption, 'price'>[]): MenuOption[] {
  return options
    .flatMap((option) => {
      const price = priceEdit(shown.arrangement, day, option.edit);
      return price ? [{ ...option, price }] : [];
    })
    .sort(byPrice);
}

const byPrice = (a: MenuOption, b: MenuOption) =>
  a.price.violationsChange - b.price.violationsChange || a.price.costChange - b.price.costChange;

function idleVehicles({ shown, day }: Desk): string[] {
  const plan = shown.arrangement;
  const used = new Set(plan.runs.map(({ vehicle }) => vehicle));
  return [...day.vehicles].flatMap(([vehicle, { isAvailable }]) =>
    isAvailable && !used.has(vehicle) && !plan.barred.includes(vehicle) ? [vehicle] : [],
  );
}
