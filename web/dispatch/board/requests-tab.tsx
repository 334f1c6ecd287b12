import { useMemo, useState } from 'react';
import { isMissed, isStanding, type Request } from '#server/contract/request.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { usePageOfRows } from '#web/shared/ui/use-page-of-rows.ts';
import { useScrolledTo } from '#web/shared/ui/use-scrolled-to.ts';
import { moveAmongRows } from '#web/shared/ui/list-keys.ts';
import { filterRequests, requestFilters } from '../day.ts';
import type { Day, RequestFilter } from '../day.ts';
import type { DeskLayoutProps } from '../desk-layout.tsx';
import { Doubts } from '../bookings/doubts.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { rangeTo, rowListeners, type SelectHow, toggled } from '../group-select.ts';
import { useHubContext } from '../hub-context.ts';
import { Facets, useFacets } from './facets.tsx';
import { sumRequests } from './sum-requests.ts';
import { RunMark } from '../run-mark.tsx';
import { useProductName } from '../use-product-name.ts';

/** The day's requests, to search, filter, add and import. */
export function RequestsTab(props: DeskLayoutProps) {
  const { day, date, desk, selection, isPhone, onAdd, onImport, onPaste, onStanding } = props;
  const { t } = useI18n();
  const { canEdit } = useHubContext();
  const { filter } = selection;
  // The address follows a moment behind: a field that waited for it would lose letters.
  const [text, setText] = useState(selection.text);
  const facets = useFacets(date, selection);
  const productOf = useProductName();
  const shown = useMemo(
    () => filterRequests(day, text, filter, facets, productOf),
    [day, text, filter, facets, productOf],
  );
  const stopsOf = useMemo(() => (desk ? stopsByRequest(desk) : noStops), [desk]);
  const stops = useMemo(() => stopsServing(shown, stopsOf), [shown, stopsOf]);
  // Of those that the line above the rows counts and weighs, where there are any.
  const stopsCounted = useMemo(() => {
    const standing = shown.filter(isStanding);
    return standing.length > 0 ? stopsServing(standing, stopsOf) : stops;
  }, [shown, stopsOf, stops]);
  const select = (request: Request, how: SelectHow): void => {
    const own = stopsOf.get(request.id) ?? [];
    const last = own.at(-1);
    if (how === 'one' || last === undefined) selection.selectRequest(request.id, own[0]);
    else
      selection.selectGroup((before) =>
        how === 'more' ? toggled(own, before) : rangeTo(last, before, stops),
      );
  };
  const page = usePageOfRows(shown);
  const actions = [
    { icon: 'add', label: t('requests.add'), act: onAdd },
    { icon: 'upload', label: t('requests.import'), act: onImport },
    { icon: 'copy', label: t('text.open'), act: onPaste },
    { icon: 'history', label: t('standing.open'), act: onStanding },
  ] as const;
  return (
    <>
      <div className="board-tools">
        {canEdit && (
          <div className="request-actions">
            {actions.map(({ icon, label, act }) => (
              <button
                key={icon}
                type="button"
                className="button"
                aria-label={label}
                title={label}
                onClick={act}
              >
                <Icon name={icon} />
                <span>{label}</span>
              </button>
            ))}
          </div>
        )}
        <div className="row-wrap">
          <input
            id="request-search"
            type="search"
            className="input grow"
            aria-label={t('requests.search')}
            aria-keyshortcuts="/"
            placeholder={t('requests.search-short')}
            title={t('requests.search')}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              selection.setText(event.target.value);
            }}
          />
          <select
            className="select filter"
            aria-label={t('requests.filter')}
            value={filter}
            onChange={(event) => selection.setFilter(event.target.value as RequestFilter)}
          >
            {requestFilters.map((each) => (
              <option key={each} value={each}>
                {t(`filter.${each}`)}
              </option>
            ))}
          </select>
          <Facets day={day} selection={selection} />
        </div>
        <div className="row shown-line">
          <output className="soft small grow">
            <ShownSums requests={shown} />
          </output>
          {!isPhone && stopsCounted.length > 1 && (
            <button
              type="button"
              className="button quiet"
              onClick={() => selection.selectGroup(() => stopsCounted)}
            >
              {t('requests.select', { count: stopsCounted.length })}
            </button>
          )}
        </div>
      </div>
      <Doubts day={day} date={date} selection={selection} />
      {shown.length === 0 && (
        <div className="empty">
          <h2>{day.requests.length === 0 ? t('empty.no-requests') : t('empty.no-match')}</h2>
          <p>{day.requests.length === 0 ? t('empty.no-requests-action') : t('empty.no-match-action')}</p>
        </div>
      )}
      {/* The rows inside are buttons; this only moves the focus among them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className="rows board-scroll" aria-label={t('tab.requests')} onKeyDown={moveAmongRows}>
        {page.shown.map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            day={day}
            isSelected={
              selection.request === request.id ||
              (stopsOf.get(request.id) ?? []).some((stop) => selection.stops.includes(stop))
            }
            isAlone={selection.stops.length <= 1}
            onSelect={select}
          />
        ))}
        {page.more > 0 && (
          <li>
            <button type="button" className="button" onClick={page.showMore}>
              {t('list.more', { count: page.more })}
            </button>
          </li>
        )}
      </ul>
    </>
  );
}

const noStops: ReadonlyMap<string, readonly string[]> = new Map();

/** Each once. */
function stopsServing(
  requests: readonly Request[],
  stopsOf: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...new Set(requests.flatMap(({ id }) => stopsOf.get(id) ?? []))];
}

/** The stops that serve each request, in a run or in none. */
function stopsByRequest({ shown }: Desk): ReadonlyMap<string, readonly string[]> {
  const stops = new Map<string, string[]>();
  for (const { stop, requests } of shown.arrangement.stops) {
    for (const { request } of requests) stops.set(request, [...(stops.get(request) ?? []), stop]);
  }
  return stops;
}

/** How many stand and what they weigh; how many are beside them, with the words of their rows. */
function ShownSums({ requests }: { readonly requests: readonly Request[] }) {
  const { t } = useI18n();
  const f = useFormat();
  const { standing, kg, ...beside } = sumRequests(requests);
  const others = besideKinds
    .filter((kind) => beside[kind] > 0)
    .map((kind) => t(`requests.${kind}`, { count: beside[kind] }));
  const isOnlyBeside = standing === 0 && others.length > 0;
  const stood = isOnlyBeside ? [] : [t('requests.shown', { count: standing, kg: f.kg(kg) })];
  return [...stood, ...others].join(' · ');
}

const besideKinds = ['missed', 'carried', 'cancelled'] as const;

interface RequestRowProps {
  readonly request: Request;
  readonly day: Day;
  readonly isSelected: boolean;
  /** Of one stop at most; a group is not scrolled to. */
  readonly isAlone: boolean;
  readonly onSelect: (request: Request, how: SelectHow) => void;
}

function RequestRow({ request, day, isSelected, isAlone, onSelect }: RequestRowProps) {
  const { t } = useI18n();
  const productOf = useProductName();
  const row = useScrolledTo<HTMLButtonElement>(isSelected && isAlone);
  const f = useFormat();
  const planned = day.visitsOf.get(request.id)?.[0];
  const isCancelled = request.state === 'cancelled';
  const facts = [
    request.kind === 'delivery' ? t('kind.delivery') : null,
    productOf(request.product),
    `${f.time(request.ready_from)}–${f.time(request.ready_until)}`,
    request.largest_vehicle === 'heavy' ? null : t(`class.upto-${request.largest_vehicle}`),
  ];
  return (
    <li className="request-item">
      <button
        ref={row}
        type="button"
        className={isStanding(request) ? 'list-row' : 'list-row is-cancelled'}
        data-row=""
        aria-pressed={isSelected}
        {...rowListeners((how) => onSelect(request, how))}
      >
        <span className="row-line">
          {planned && <RunMark number={planned.run.number} look={planned.run.look} />}
          <strong className="grow place">{request.place}</strong>
          {isCancelled && <span className="badge">{t('state.cancelled')}</span>}
          {request.state === 'missed' && (
            <span className="badge">{t(isMissed(request) ? 'state.missed' : 'carry.badge')}</span>
          )}
          {request.carried?.to === null && isStanding(request) && (
            <span className="badge look">
              {t('carry.badge-from', { day: f.dayShort(request.carried.first_date) })}
            </span>
          )}
          {!planned && isStanding(request) && day.plan && (
            <span className="badge look">{t('filter.loose')}</span>
          )}
          <span>{f.kg(request.kg)}</span>
        </span>
        <span className="soft small">{facts.filter(Boolean).join(' · ')}</span>
      </button>
    </li>
  );
}
