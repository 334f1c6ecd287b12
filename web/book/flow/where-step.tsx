import { lazy, Suspense, useEffect, useState } from 'react';
import type { PlaceHit } from '#server/contract/hub.ts';
import { newId } from '#web/shared/phone/ids.ts';
import { shrinkPhoto } from '#web/shared/phone/shrink-photo.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { api } from '../api.ts';
import { useBook, useStart } from '../book-context.ts';
import { problemKey } from '../problem-key.ts';
import type { Draft } from './draft.ts';
import type { StepProps } from './new-booking.tsx';

const PinMap = lazy(() => import('./pin-map.tsx').then(({ PinMap: map }) => ({ default: map })));

const plusCode = /^[23456789CFGHJMPQRVWX]{2,8}\+[23456789CFGHJMPQRVWX]{0,7}(\s.*)?$/i;
const restMs = 300;
const fewestLetters = 2;
/** Pixels: a house and a gate can be told apart, in some 60 kB. */
const photoSide = 800;

interface Found {
  /** What was searched for. */
  readonly written: string;
  readonly hits: readonly PlaceHit[];
  readonly failure: unknown;
}

/** Where: last places first, then by name, plus code, her position or a pin. */
export function WhereStep({ draft, change, goOn }: StepProps) {
  const { t } = useBook();
  const start = useStart();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [isUnlocated, setUnlocated] = useState(false);
  const [isOnMap, setOnMap] = useState(false);
  const [fresh, setFresh] = useState<Draft['place']>(null);
  const written = text.trim();
  const isCode = plusCode.test(written);
  useEffect(() => {
    if (written.length < fewestLetters || isCode) return undefined;
    let isCurrent = true;
    const search = async () => {
      const got = await api.searchPlaces(written).then(
        (hits) => ({ hits, failure: null }),
        (failure: unknown) => ({ hits: [], failure }),
      );
      if (isCurrent) setFound({ written, ...got });
    };
    const timer = setTimeout(() => void search(), restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [written, isCode]);

  const { hits, failure } = found?.written === written ? found : { hits: [], failure: null };
  const mate = start.members.find(({ id }) => id === draft.member);
  const places = mate ? mate.places : start.places;
  const take = (place: NonNullable<Draft['place']>, picture: string | null = null) => {
    change({ place, picture });
    goOn();
  };
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        setFresh({ name: '', lat: coords.latitude, lon: coords.longitude, landmark: '', photo: null }),
      () => setUnlocated(true),
      { enableHighAccuracy: true, timeout: 20_000 },
    );

  if (fresh) return <LandmarkQuestion place={fresh} onTell={take} onBack={() => setFresh(null)} />;
  return (
    <main>
      <h1>{t(draft.kind === 'delivery' ? 'where.delivery' : 'where.title')}</h1>
      {start.members.length > 0 && (
        <label className="field">
          {t('whose')}
          <select
            value={draft.member ?? ''}
            onChange={(event) => change({ member: event.target.value || null })}
          >
            <option value="">{start.member.name}</option>
            {start.members.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {places.length > 0 && (
        <ul className="cards" aria-label={t('where.last')}>
          {places.map((place) => (
            <li key={`${place.name} ${place.lat} ${place.lon}`}>
              <button type="button" className="tile" onClick={() => take(place)}>
                <Icon name="pin" />
                <span>
                  <strong>{place.name}</strong>
                  {place.landmark !== '' && <span>{place.landmark}</span>}
                  {place.photo !== null && <span>{t('where.with_photo')}</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <label className="field">
        {t('where.search')}
        <input
          type="search"
          value={text}
          autoComplete="off"
          enterKeyHint="search"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {(failure !== null || isUnlocated) && (
        <p role="alert" className="note">
          {t(failure === null ? 'where.no_position' : problemKey(failure))}
        </p>
      )}
      {found?.written === written && hits.length === 0 && failure === null && (
        <output className="note">{t('where.nowhere')}</output>
      )}
      <ul className="cards" aria-live="polite">
        {isCode && (
          <li>
            <button
              type="button"
              className="tile"
              onClick={() =>
                setFresh({ name: written.toUpperCase(), lat: null, lon: null, landmark: '', photo: null })
              }
            >
              <Icon name="pin" />
              {t('where.code', { code: written.toUpperCase() })}
            </button>
          </li>
        )}
        {hits.map(({ id, name, near, lat, lon }) => (
          <li key={id}>
            <button
              type="button"
              className="tile"
              onClick={() => setFresh({ name, lat, lon, landmark: '', photo: null })}
            >
              <Icon name="pin" />
              <span>
                <strong>{name}</strong>
                {near && <span>{near}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="buttons">
        {'geolocation' in navigator && (
          <button type="button" className="button" onClick={locate}>
            <Icon name="pin" />
            {t('where.here')}
          </button>
        )}
        <button type="button" className="button" onClick={() => setOnMap(true)}>
          <Icon name="map" /> {t('where.map')}
        </button>
      </div>
      {isOnMap && (
        <Suspense fallback={<p className="quiet">{t('loading')}</p>}>
          <PinMap onPick={(lat, lon) => setFresh({ name: '', lat, lon, landmark: '', photo: null })} />
        </Suspense>
      )}
    </main>
  );
}

function LandmarkQuestion({
  place,
  onTell,
  onBack,
}: {
  place: NonNullable<Draft['place']>;
  onTell: (place: NonNullable<Draft['place']>, picture: string | null) => void;
  onBack: () => void;
}) {
  const { t } = useBook();
  const [landmark, setLandmark] = useState('');
  const [picture, setPicture] = useState<string | null>(null);
  const [isPhotoLost, setPhotoLost] = useState(false);
  const takePhoto = async (file: File | undefined) => {
    if (!file) return;
    try {
      setPicture(await dataUrlOf(await shrinkPhoto(file, photoSide)));
      setPhotoLost(false);
    } catch {
      // It is no picture, or the phone has no room for it; the booking goes on without.
      setPhotoLost(true);
    }
  };
  const at =
    place.lat === null || place.lon === null ? '' : `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}`;
  return (
    <>
      <main>
        <h1>{place.name || at}</h1>
        <label className="field">
          {t('where.landmark')}
          <textarea
            rows={2}
            maxLength={300}
            value={landmark}
            placeholder={t('where.landmark_example')}
            onChange={(event) => setLandmark(event.target.value)}
          />
        </label>
        {picture !== null && <img className="place-photo" src={picture} alt={t('where.photo_of')} />}
        {isPhotoLost && (
          <p role="alert" className="note">
            {t('where.photo_lost')}
          </p>
        )}
        <label className="button">
          <Icon name="camera" />
          {t(picture === null ? 'where.photo' : 'where.photo_again')}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className="hidden"
            onChange={(event) => void takePhoto(event.target.files?.[0])}
          />
        </label>
        <button type="button" className="button" onClick={onBack}>
          {t('where.other')}
        </button>
      </main>
      <footer className="bottom">
        <button
          type="button"
          className="button main"
          onClick={() => {
            const photo = picture === null ? null : newId();
            onTell({ ...place, landmark: landmark.trim(), photo }, picture);
          }}
        >
          {t('next')}
        </button>
      </footer>
    </>
  );
}

/** As it can be kept with the draft. */
function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The photo could not be read.')));
    reader.readAsDataURL(blob);
  });
}
