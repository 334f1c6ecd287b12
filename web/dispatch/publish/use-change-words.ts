import { useMemo } from 'react';
import type { RunChanges } from '#server/domain/publish/run-changes.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { MessageKey } from '#web/shared/i18n/catalog.ts';

/** Says what changed in a run since it was published, the largest first. */
export function useChangeWords(): (changes: RunChanges, trips: number) => string[] {
  const { t } = useI18n();
  const f = useFormat();
  return useMemo(() => {
    const places = (key: MessageKey, of: readonly string[]) =>
      of.length > 0 && t(key, { count: of.length, places: of.join(', ') });
    const later = (name: 'start' | 'end' | 'arrival', seconds: number) =>
      seconds !== 0 &&
      t(`change.${name}-${seconds > 0 ? 'later' : 'earlier'}`, { time: f.duration(Math.abs(seconds)) });
    return ({ vehicle, driver, added, removed, moved, start, end, arrival, returns }, trips) =>
      [
        vehicle && t('change.vehicle', vehicle),
        driver && t('change.driver', { to: driver.to ?? t('change.no-driver') }),
        places('change.added', added),
        places('change.removed', removed),
        places('change.moved', moved),
        returns !== 0 && t('change.returns', { count: trips }),
        later('start', start),
        later('end', end),
        // What only follows from the start says nothing more.
        arrival !== start && later('arrival', arrival),
      ].filter((words) => typeof words === 'string');
  }, [t, f]);
}
