import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MoreVehicleWire, UnassignedStopWire } from '#server/contract/desk.ts';
import { unassignedStops } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { Formatters } from '#web/shared/i18n/format.ts';
import type { Translate } from '#web/shared/i18n/translate.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useHubContext } from '../hub-context.ts';
import type { Desk } from './use-desk.ts';

type Fix = UnassignedStopWire['fixes'][number];

interface Reasons {
  readonly ofStop: (stop: string) => UnassignedStopWire | undefined;
  /** They are those of the plan as it is shown: an older fix must not be made. */
  readonly areCurrent: boolean;
}

/** Why stops are in no run, and what would bring them into one. */
function useReasons(desk: Desk, date: string): Reasons {
  const { hub } = useHubContext();
  const isAny = unassignedStops(desk.shown.arrangement).length > 0;
  const { data, isPlaceholderData } = useQuery({
    ...queries.unassigned(hub.id, date, desk.scenario, desk.version),
    enabled: isAny && desk.waiting === 0,
    placeholderData: keepPreviousData,
  });
  return {
    ofStop: (stop) => data?.find((each) => each.stop === stop),
    areCurrent: data !== undefined && !isPlaceholderData && desk.waiting === 0,
  };
}

/** The stop of a request that is in no run; undefined where it is none. */
export function looseStopOf({ shown }: Desk, request: string): string | undefined {
  const loose = new Set(unassignedStops(shown.arrangement));
  return shown.arrangement.stops.find(
    ({ stop, requests }) => loose.has(stop) && requests.some((each) => each.request === request),
  )?.stop;
}

interface ReasonProps {
  readonly desk: Desk;
  readonly date: string;
  readonly stop: string;
}

/** Why a stop is in no run, in the words of the page; the plan's own reason until that is known. */
export function useReasonCode({ desk, date, stop }: ReasonProps): string | null {
  return useReasons(desk, date).ofStop(stop)?.code ?? null;
}

/** What would bring a stop into a run, each made with one press; `most`: how many of them. */
export function FixButtons({ desk, date, stop, most }: ReasonProps & { readonly most: number }) {
  const { t } = useI18n();
  const f = useFormat();
  const canEdit = useHubContext().canEdit && !desk.isPreview;
  const { ofStop, areCurrent } = useReasons(desk, date);
  const fixes = (ofStop(stop)?.fixes ?? []).slice(0, most);
  if (fixes.length === 0) return null;
  return (
    <ul className="fixes">
      {fixes.map((fix) => (
        <li key={`${fix.kind} ${fix.vehicle}`}>
          {canEdit && fix.edit ? (
            <button
              type="button"
              className="button fix"
              disabled={!areCurrent}
              onClick={() => fix.edit && desk.edit(fix.edit as Edit)}
            >
              <span className="grow">{wordsOfFix(fix, t, f)}</span>
              <strong className="number">{f.change(fix.cost, f.money)}</strong>
            </button>
          ) : (
            <span className="fix">
              <span className="grow">{wordsOfFix(fix, t, f)}</span>
              <strong className="number">{f.change(fix.cost, f.money)}</strong>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What one more vehicle of a type would serve of all that is in no run. */
export function MoreVehicles({ desk, date }: { readonly desk: Desk; readonly date: string }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, canEdit: mayEdit } = useHubContext();
  const canEdit = mayEdit && !desk.isPreview;
  const { data, isPlaceholderData } = useQuery({
    ...queries.moreVehicles(hub.id, date, desk.scenario, desk.version),
    enabled: unassignedStops(desk.shown.arrangement).length > 1 && desk.waiting === 0,
    placeholderData: keepPreviousData,
  });
  const worth = (data ?? []).filter(({ stops }) => stops.length > 1);
  if (worth.length === 0) return null;
  const words = ({ type, stops }: MoreVehicleWire) => t('fix.more', { type, count: stops.length });
  return (
    <section className="more-vehicles stack-small" aria-label={t('fix.more-title')}>
      <h3>{t('fix.more-title')}</h3>
      <ul className="fixes">
        {worth.map((each) => (
          <li key={each.type}>
            {canEdit && each.edit ? (
              <button
                type="button"
                className="button fix"
                disabled={isPlaceholderData || desk.waiting > 0}
                onClick={() => each.edit && desk.edit(each.edit as Edit)}
              >
                <Icon name="truck" />
                <span className="grow">{words(each)}</span>
                <strong className="number">{f.change(each.cost, f.money)}</strong>
              </button>
            ) : (
              <span className="fix">
                <Icon name="truck" />
                <span className="grow">{words(each)}</span>
                <strong className="number">{f.change(each.cost, f.money)}</strong>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Kinds whose amount says how far a rule would give way. */
const saidKinds = [
  'insert',
  'shift',
  'window',
  'capacity',
  'mostTrips',
  'vehicle',
  'swap',
  'access',
  'pin',
  'locked',
] as const;

function wordsOfFix({ kind, vehicle, amount, unit, requests }: Fix, t: Translate, f: Formatters): string {
  const said = saidKinds.find((each) => each === kind);
  if (!said) return t('fix.other', { vehicle });
  return t(`fix.${said}`, { vehicle, amount: amountOf(amount, unit, t, f), requests: requests.join(', ') });
}

function amountOf(amount: number, unit: Fix['unit'], t: Translate, f: Formatters): string {
  if (unit === 'seconds') return f.duration(amount);
  if (unit === 'kg') return f.kg(amount);
  if (unit === 'crates' || unit === 'parcels') return `${f.number(amount)} ${t(`load.${unit}`)}`;
  return f.number(amount);
}
