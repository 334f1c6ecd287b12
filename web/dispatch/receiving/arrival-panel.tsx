import { type FormEvent, useState } from 'react';
import type { Arrival, ReceivingDay } from '#server/contract/receiving.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ArrivalTime } from './arrival-time.tsx';
import { LineRow } from './line-row.tsx';
import { TogetherDialog } from './together-dialog.tsx';
import type { Receiving } from './use-receiving.ts';
import { WeighDialog } from './weigh-dialog.tsx';
import { expectedKg, weighedLines } from './weighed-line.ts';

interface ArrivalPanelProps {
  readonly day: ReceivingDay;
  readonly arrival: Arrival;
  readonly receiving: Receiving;
}

/** What a trip brings, weighed one by one or all at once, and the crates that come back with it. */
export function ArrivalPanel({ day, arrival, receiving }: ArrivalPanelProps) {
  const { t } = useI18n();
  const f = useFormat();
  const [weighing, setWeighing] = useState<string | 'together' | null>(null);
  const { weigh, waiting } = receiving;
  const lines = weighedLines(day, arrival);
  const open = lines.filter(({ last }) => last === null);
  const weighed = lines.reduce((sum, { last }) => sum + (last?.kg ?? 0), 0);
  const expected = lines.reduce((sum, line) => sum + expectedKg(line), 0);
  const chosen = lines.find(({ request }) => request.request === weighing);
  const { vehicle, trip, driver, phone } = arrival;
  const close = (): void => setWeighing(null);
  return (
    <section className="arrival-panel stack" aria-label={vehicle}>
      <header className="row-wrap">
        <div className="grow">
          <h2>{trip > 1 ? t('receiving.trip', { vehicle, trip }) : vehicle}</h2>
          <p className="soft">
            {driver ?? t('receiving.no-driver')}
            {phone && (
              <>
                {' · '}
                <a href={`tel:${phone}`}>{phone}</a>
              </>
            )}
            {' · '}
            <ArrivalTime arrival={arrival} />
          </p>
        </div>
        {!day.is_settled && lines.length > 1 && (
          <button type="button" className="button" onClick={() => setWeighing('together')}>
            {t('receiving.together')}
          </button>
        )}
      </header>
      <p>{t('receiving.sum', { weighed: f.kg(weighed), expected: f.kg(expected) })}</p>
      <ul className="weigh-lines">
        {lines.map((line) => (
          <LineRow
            key={line.request.request}
            line={line}
            isWaiting={line.last !== null && waiting.has(line.last.id)}
            {...(!day.is_settled && { onWeigh: () => setWeighing(line.request.request) })}
          />
        ))}
      </ul>
      <CratesBack key={arrival.crates_back} arrival={arrival} day={day} receiving={receiving} />
      {chosen && (
        <WeighDialog
          key={chosen.request.request}
          line={chosen}
          hasNext={open.some((line) => line !== chosen)}
          onWeigh={(weighed, isGoingOn) => {
            weigh({ vehicle, trip, lines: [weighed], is_together: false, crates_back: null });
            const next = isGoingOn ? open.find((line) => line !== chosen) : undefined;
            setWeighing(next?.request.request ?? null);
          }}
          onClose={close}
        />
      )}
      {weighing === 'together' && (
        <TogetherDialog
          lines={lines}
          onWeigh={(weighed) => {
            weigh({ vehicle, trip, lines: weighed, is_together: true, crates_back: null });
            close();
          }}
          onClose={close}
        />
      )}
    </section>
  );
}

/** The hub's empty crates that came back with the vehicle. */
function CratesBack({ day, arrival, receiving }: ArrivalPanelProps) {
  const { t } = useI18n();
  const [text, setText] = useState(arrival.crates_back === null ? '' : String(arrival.crates_back));
  const { vehicle, trip } = arrival;
  const isSame = text === '' || Number(text) === arrival.crates_back;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isSame) return;
    receiving.weigh({ vehicle, trip, lines: [], is_together: false, crates_back: Number(text) });
  };
  return (
    <form className="crates-back" onSubmit={onSubmit}>
      <label htmlFor="crates-back">{t('receiving.crates-back')}</label>
      <input
        id="crates-back"
        className="input weight-input"
        type="number"
        inputMode="numeric"
        min="0"
        max="1000000"
        step="1"
        disabled={day.is_settled}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {!day.is_settled && (
        <button type="submit" className="button" disabled={isSame}>
          {t('action.save')}
        </button>
      )}
      {arrival.crates_back !== null && isSame && (
        <span className="badge good">
          <Icon name="check" />
          {t('receiving.counted')}
        </span>
      )}
    </form>
  );
}
