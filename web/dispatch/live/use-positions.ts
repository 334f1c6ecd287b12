import { useMemo } from 'react';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { collect, pointAt } from '#web/shared/map/features.ts';
import { runLook } from '#web/shared/map/palette.ts';
import type { PositionProperties } from '#web/shared/map/position-layers.ts';
import type { Day } from '../day.ts';
import type { Running } from './use-running.ts';

/** Where runs that are under way were last, with the age of that. */
export function usePositions({ runs, now }: Running, day: Day): GeoJSON.FeatureCollection {
  const { t } = useI18n();
  const f = useFormat();
  return useMemo(() => {
    const features = runs.flatMap(({ number, run, state }): GeoJSON.Feature[] => {
      const { position, stage } = state;
      const isUnderWay = stage === 'out' || stage === 'at_hub';
      if (!position || !isUnderWay) return [];
      const { colour, textColour } =
        day.runs.find((each) => each.number === number)?.look ?? runLook(number - 1);
      const age = t('live.ago', { time: f.duration(Math.max(60, (now - position.time) / 1000)) });
      const properties: PositionProperties = { run: run.vehicle, number, colour, textColour, age };
      return [{ type: 'Feature', geometry: pointAt(position), properties: { ...properties } }];
    });
    return collect(features);
  }, [runs, now, day, t, f]);
}
