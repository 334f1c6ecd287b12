import { Fragment } from 'react';
import type { BookingAtDesk } from '#server/contract/booking.ts';
import type { PlanRun } from '#server/contract/plan.ts';
import { productName } from '#server/domain/product-name.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { QrPicture } from '#web/shared/qr/qr-picture.tsx';
import type { DayRun, DayStop } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import { RunMark } from '../run-mark.tsx';
import { RunSketch } from './run-sketch.tsx';

export interface Sheet {
  readonly day: DayRun;
  /** Of its driver; null: not known. */
  readonly phone: string | null;
  /** The revision that the driver has; null: none. */
  readonly revision: number | null;
  /** It is not what the driver has. */
  readonly isChanged: boolean;
  /** What was booked from phones, by request. */
  readonly booked: ReadonlyMap<string, BookingAtDesk>;
}

interface RunSheetProps {
  readonly sheet: Sheet;
  readonly date: string;
  /** Empty: it has none. */
  readonly hubPhone: string;
  /** The driver's, to be read by his phone; null: it is not printed. */
  readonly link: string | null;
}

/** One run on paper: where it goes, who has what, and room to write what was weighed. */
export function RunSheet({ sheet, date, hubPhone, link }: RunSheetProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const { day, phone } = sheet;
  const { run, number, look, driver } = day;
  return (
    <article className="sheet" aria-label={t('sheet.of-run', { run: number })}>
      <header className="sheet-head">
        <RunMark number={number} look={look} />
        <h2>
          {t('sheet.run', { run: number })} · {run.vehicle}
        </h2>
        <p className="sheet-day">{[hub.name, hubPhone, f.day(date)].filter(Boolean).join(' · ')}</p>
        <dl className="sheet-facts">
          <div>
            <dt>{t('sheet.driver')}</dt>
            <dd>
              {driver === null ? (
                <span className="sheet-line" />
              ) : (
                [driver, phone].filter(Boolean).join(' · ')
              )}
            </dd>
          </div>
          <div>
            <dt>{t('run.out')}</dt>
            <dd>
              {f.time(run.trips[0]?.start ?? '')}–{f.time(run.trips.at(-1)?.end ?? '')}
            </dd>
          </div>
          <div>
            <dt>{t('figure.distance')}</dt>
            <dd>{f.distance(run.metres)}</dd>
          </div>
          <div>
            <dt>{t('figure.hours')}</dt>
            <dd>{f.duration(day.seconds)}</dd>
          </div>
        </dl>
        <p className="sheet-state">{stateWords(sheet, t)}</p>
      </header>
      <div className="sheet-ways">
        <RunSketch day={day} hub={hub} />
        {link !== null && (
          <figure className="sheet-link">
            <QrPicture text={link} label={t('driver-link.qr', { run: number })} />
            <figcaption>{t('driver-link.scan')}</figcaption>
          </figure>
        )}
      </div>
      <table className="sheet-stops">
        <thead>
          <tr>
            {(['number', 'time', 'place', 'what', 'booked', 'weighed', 'counted', 'signed'] as const).map(
              (each) => (
                <th key={each} scope="col" className={`sheet-${each}`}>
                  {t(`sheet.${each}`)}
                </th>
              ),
            )}
          </tr>
        </thead>
        {run.trips.map((trip, index) => (
          <Fragment key={trip.start}>
            <tbody className="sheet-hub">
              <tr>
                <td colSpan={8}>
                  {index > 0 && `${t('sheet.returns', { time: f.time(run.trips[index - 1]!.end) })} · `}
                  {t('sheet.leaves', { time: f.time(trip.start) })}
                </td>
              </tr>
            </tbody>
            <TripRows day={day} trip={index} booked={sheet.booked} />
          </Fragment>
        ))}
        <tbody className="sheet-total">
          <tr>
            <td colSpan={4}>
              {t('sheet.returns', { time: f.time(run.trips.at(-1)?.end ?? '') })}
              <strong className="sheet-sum">{t('sheet.total')}</strong>
            </td>
            <td>
              <Load {...run.carried} />
            </td>
            {toWriteIn}
          </tr>
        </tbody>
      </table>
    </article>
  );
}

function stateWords({ revision, isChanged }: Sheet, t: ReturnType<typeof useI18n>['t']): string {
  if (revision === null) return t('sheet.draft');
  return isChanged ? t('sheet.changed', { revision }) : t('publish.revision', { revision });
}

/** Weight, crates, signature. */
const toWriteIn = ['weighed', 'counted', 'signed'].map((each) => <td key={each}>{'\u00a0'}</td>);

/** The stops of a trip, with the breaks of the driver where they are taken. */
function TripRows({
  day: { run, stops },
  trip,
  booked,
}: {
  day: DayRun;
  trip: number;
  booked: Sheet['booked'];
}) {
  const ofTrip = stops.filter((stop) => stop.trip === trip);
  const breaksAt = (position: number) =>
    (run.breaks ?? [])
      .filter((rest) => rest.trip === trip && rest.position === position)
      .map((rest) => <BreakRow key={`break ${rest.start}`} rest={rest} />);
  return (
    <>
      {ofTrip.map((stop, position) => (
        <Fragment key={stop.id}>
          {breaksAt(position)}
          <StopRows stop={stop} booked={booked} />
        </Fragment>
      ))}
      {breaksAt(ofTrip.length)}
    </>
  );
}

function BreakRow({ rest: { start, end } }: { rest: NonNullable<PlanRun['breaks']>[number] }) {
  const { t } = useI18n();
  const f = useFormat();
  return (
    <tbody className="sheet-hub">
      <tr>
        <td colSpan={8}>
          {t('run.break')} {f.time(start)}–{f.time(end)}
        </td>
      </tr>
    </tbody>
  );
}

/** The requests of a stop, kept on one page. */
function StopRows({ stop: { number, stop, requests }, booked }: { stop: DayStop; booked: Sheet['booked'] }) {
  const { t, locale } = useI18n();
  const f = useFormat();
  const { products } = useHubContext();
  // Several requests of one place may say the same of it.
  const landmarks = new Set(requests.flatMap(({ id }) => booked.get(id)?.landmark || []));
  return (
    <tbody className="sheet-stop">
      {requests.map((request, index) => (
        <tr key={request.id}>
          {index === 0 && (
            <>
              <td rowSpan={requests.length} className="sheet-number">
                {number}
              </td>
              <td rowSpan={requests.length} className="sheet-time">
                <strong>{f.time(stop.arrival)}</strong>
              </td>
              <td rowSpan={requests.length} className="sheet-place">
                <strong>{stop.place}</strong>
                {[...landmarks].map((landmark) => (
                  <span className="sheet-landmark" key={landmark}>
                    {landmark}
                  </span>
                ))}
                <span className="sheet-small">
                  {stop.lat.toFixed(5)}, {stop.lon.toFixed(5)}
                </span>
              </td>
            </>
          )}
          <td className="sheet-what">
            {[
              request.kind === 'delivery' ? t('kind.delivery') : null,
              productName(products, request.product, locale),
            ]
              .filter(Boolean)
              .join(' · ')}
            <span className="sheet-small">
              {[request.reference, request.cooperative].filter(Boolean).join(' · ')}
            </span>
            <Grower booking={booked.get(request.id)} />
            <span className="sheet-small">
              {t('sheet.ready', { from: f.time(request.ready_from), until: f.time(request.ready_until) })}
            </span>
          </td>
          <td className="sheet-booked">
            <Load {...request} />
          </td>
          {toWriteIn}
        </tr>
      ))}
    </tbody>
  );
}

/** Who booked it, to be rung up. */
function Grower({ booking }: { booking: BookingAtDesk | undefined }) {
  const member = booking?.member;
  if (!member) return null;
  return <span className="sheet-small">{[member.name, member.phone].filter(Boolean).join(' · ')}</span>;
}

interface LoadProps {
  readonly kg: number;
  readonly crates: number;
  readonly parcels: number;
}

function Load({ kg, crates, parcels }: LoadProps) {
  const { t } = useI18n();
  const f = useFormat();
  return (
    <>
      <strong>{f.kg(kg)}</strong>
      <span className="sheet-small">{t('sheet.counts', { crates, parcels })}</span>
    </>
  );
}
