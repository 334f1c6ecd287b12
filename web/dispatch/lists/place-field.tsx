import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { PlaceHit } from '#server/contract/hub.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { usePaused } from '#web/shared/ui/use-paused.ts';
import { useHubContext } from '../hub-context.ts';

export interface ChosenPlace {
  readonly text: string;
  /** Null while only typed: a plus code or coordinates go to the server as written. */
  readonly hit: PlaceHit | null;
}

interface PlaceFieldProps {
  readonly label: string;
  readonly isOptional?: boolean;
  readonly error?: string | null;
  readonly value: ChosenPlace;
  readonly onChange: (value: ChosenPlace) => void;
}

const pauseMs = 200;

/** Finds a place while one types; arrows and Enter choose, as in the ARIA combobox pattern. */
export function PlaceField({ label, isOptional = false, error, value, onChange }: PlaceFieldProps) {
  const { t, locale } = useI18n();
  const { hub } = useHubContext();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const asked = usePaused(value.hit ? '' : value.text.trim(), pauseMs);
  const places = useQuery(queries.places(hub.id, asked, locale));
  const hits = isOpen && asked !== '' ? (places.data ?? []) : [];
  const choose = (hit: PlaceHit): void => {
    onChange({ text: hit.name, hit });
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && hits.length > 0) {
      // Closes the list, not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setAt((at + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && hits[at]) {
      event.preventDefault();
      choose(hits[at]);
    }
  };
  const hintOf = (): string => {
    const point = value.hit ?? coordinatesIn(value.text);
    if (point) return t('place.found', { lat: point.lat.toFixed(4), lon: point.lon.toFixed(4) });
    if (plusCode.test(value.text.trim())) return t('place.code');
    return places.data?.length === 0 && asked !== '' ? t('place.none') : t('place.hint');
  };
  return (
    <div className="field place-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={hits[at] ? `${id}-${at}` : undefined}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        autoComplete="off"
        required={!isOptional}
        aria-invalid={error ? true : undefined}
        maxLength={200}
        value={value.text}
        onChange={(event) => {
          onChange({ text: event.target.value, hit: null });
          setOpen(true);
          setAt(0);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {/* A select cannot be typed into: this is the ARIA pattern of a combobox with its list. */}
      <ul
        id={`${id}-list`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role
        role="listbox"
        aria-label={label}
        className="place-hits"
        hidden={hits.length === 0}
      >
        {hits.map((hit, index) => (
          // Chosen by the keys of the input above.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={hit.id}
            id={`${id}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role
            role="option"
            aria-selected={index === at}
            // A press must not take the focus from the input before the click arrives.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <strong>{hit.name}</strong>
            <span className="soft small">{[hit.kind, hit.near].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      <span id={`${id}-hint`} className="hint" aria-live="polite">
        {hintOf()}
      </span>
      {error && (
        <span id={`${id}-error`} className="error">
          {error}
        </span>
      )}
    </div>
  );
}

/** Digits of a plus code, full or short; a place name may follow a short one. */
const plusCode = /^[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?:\s|$)/i;

/** Plain decimal degrees, latitude first. The server reads more ways of writing them. */
export function coordinatesIn(text: string): { lat: number; lon: number } | null {
  const [, lat, lon] = /^\s*(-?\d{1,2}\.\d+)\s*[,;]\s*(-?\d{1,3}\.\d+)\s*$/.exec(text) ?? [];
  const point = { lat: Number(lat), lon: Number(lon) };
  return Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180 ? point : null;
}
