import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DirectionLanguage } from '#server/domain/direction-languages.ts';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import type { StopState } from '#server/domain/drive/run-state.ts';
import { useDirectionLanguage } from '../direction-language.ts';
import { useWords } from '../i18n.tsx';
import { Banners } from '../parts/banners.tsx';
import { RunHead } from '../parts/run-head.tsx';
import { UndoBar } from '../parts/undo-bar.tsx';
import { nextStop } from '../phone/next-stop.ts';
import { useGps, watchGps } from '../phone/gps.ts';
import type { RunLog, RunView } from '../phone/run-log.ts';
import { AnswerPage } from './answer-page.tsx';
import { AtHub, BackPage } from './back-page.tsx';
import { CheckPage, LeavePage } from './check-page.tsx';
import { MapPage } from './map-page.tsx';
import { NextStopPage } from './next-stop-page.tsx';
import { Overview } from './overview.tsx';
import { StopPage } from './stop-page.tsx';
import { UnplannedForm } from './unplanned-form.tsx';

/** What any page of the day can do. */
export interface DayTools {
  readonly view: RunView;
  readonly log: RunLog;
  readonly note: (deed: RunDeed) => Promise<void>;
  readonly directions: {
    readonly language: string;
    /** Null: as the page's. */
    readonly chosen: DirectionLanguage | null;
    readonly choose: (language: DirectionLanguage | null) => void;
  };
  /** Null where nothing can be kept for when there is no signal. */
  readonly openMap: (() => void) | null;
}

type Aside = 'overview' | 'unplanned' | 'map' | null;

/** The day of a driver: the one page that is next, and what he asks for beside it. */
export function Day({ log }: { log: RunLog }) {
  const { t, locale } = useWords();
  const view = useSyncExternalStore(log.subscribe, log.view);
  const [aside, setAside] = useState<Aside>(null);
  const [chosenLanguage, chooseLanguage] = useDirectionLanguage();
  const language = chosenLanguage ?? locale;
  /** A stop that the driver chose in place of the next. */
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => log.start(), [log]);
  const isOver = view.state.stage === 'back';
  useEffect(() => (isOver ? undefined : watchGps((position) => log.setPosition(position))), [log, isOver]);
  const { revision } = view.run;
  const isThere = view.signal === 'there';
  useEffect(() => {
    // Tried again when there is signal; without, the page says that there are none.
    if (isThere && revision > 0) log.takeDirections(language).catch(() => undefined);
  }, [log, language, revision, isThere]);
  const { contacts } = view.wire.latest;
  useEffect(() => {
    // What was kept by the page before an update has no contacts.
    if (isThere) log.takePhotos(contacts ?? []).catch(() => undefined);
  }, [log, contacts, isThere]);
  const canKeepMap = 'caches' in globalThis && 'serviceWorker' in navigator;
  const tools: DayTools = {
    view,
    log,
    note: (deed) => log.note(deed),
    directions: { language, chosen: chosenLanguage, choose: chooseLanguage },
    openMap: canKeepMap ? () => setAside('map') : null,
  };
  return (
    <div className="drive">
      <title>{t('link.run', { number: view.wire.number })}</title>
      <RunHead
        view={view}
        isAside={aside !== null}
        onMenu={() => setAside(aside === null ? 'overview' : null)}
      />
      <Banners tools={tools} />
      {aside === 'overview' ? (
        <Overview
          tools={tools}
          onChoose={(key) => {
            setChosen(key);
            setAside(null);
          }}
          onUnplanned={() => setAside('unplanned')}
        />
      ) : aside === 'map' ? (
        <MapPage tools={tools} />
      ) : aside === 'unplanned' ? (
        <UnplannedForm tools={tools} onDone={() => setAside(null)} />
      ) : null}
      {/* What is being typed stays while something else is looked at. */}
      <div hidden={aside !== null}>
        <Next tools={tools} chosen={chosen} onChosen={setChosen} />
      </div>
      <UndoBar tools={tools} />
    </div>
  );
}

interface NextProps {
  readonly tools: DayTools;
  readonly chosen: string | null;
  readonly onChosen: (key: string | null) => void;
}

function Next({ tools, chosen, onChosen }: NextProps) {
  const { state, run } = tools.view;
  const position = useGps();
  if (state.answer?.kind !== 'accepted') return <AnswerPage tools={tools} />;
  if (state.back !== null || state.stage === 'back') return <BackPage tools={tools} />;
  if (state.check === null && state.stage === 'before') return <CheckPage tools={tools} />;
  if (state.stage === 'before') return <LeavePage tools={tools} trip={0} />;
  if (state.stage === 'at_hub') {
    return state.trip + 1 < run.trips.length ? (
      <LeavePage tools={tools} trip={state.trip + 1} />
    ) : (
      <BackPage tools={tools} />
    );
  }
  const stop: StopState | null = nextStop(state, chosen);
  if (stop === null) return <AtHub tools={tools} />;
  if (stop.status === 'here') {
    return <StopPage key={stop.key} tools={tools} stop={stop} onGone={() => onChosen(null)} />;
  }
  return <NextStopPage key={stop.key} tools={tools} stop={stop} position={position} />;
}
