import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { sampleHub, samplePlan } from '../store/samples.ts';
import { locale as localeSchema } from '#server/contract/basics.ts';
import { fictionalCredit } from '#server/domain/map-credit.ts';
import { mapStyle } from '#web/shared/map/map-style.ts';
import { overlayOf } from '#web/shared/map/plan-features.ts';
import { relativeLuminance, runColours, runLook } from '#web/shared/map/palette.ts';
import { numbersTogether, stopInTurn, stopsThere } from '#web/shared/map/same-place.ts';
import { sketchOf } from '#web/shared/map/sketch.ts';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const linear = (colour: string): Triple => {
  const channel = (at: number): number => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};
const apply = (matrix: Matrix, [a, b, c]: Triple): Triple => {
  const row = ([x, y, z]: Triple): number => Math.min(1, Math.max(0, x * a + y * b + z * c));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
};
/** OKLab of linear sRGB (Ottosson 2020). */
const oklab = ([r, g, b]: Triple): Triple => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};

/** Full dichromacy (Machado, Oliveira, Fernandes 2009), and normal sight. */
const sights: readonly (readonly [string, Matrix])[] = [
  [
    'normal sight',
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  ],
  [
    'protanopia',
    [
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
  ],
  [
    'deuteranopia',
    [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
  ],
  [
    'tritanopia',
    [
      [1.255528, -0.076749, -0.178779],
      [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.3039],
    ],
  ],
];

it('breaks a run’s line at a leg whose path is not known, in place of a straight line', () => {
  const plan = samplePlan();
  const [, second] = plan.runs[0]!.trips;
  const [first] = plan.runs[0]!.trips;
  const whole = overlayOf(sampleHub(), plan, []).runs.features.length;
  plan.runs[0]!.trips = [{ ...first!, legs: [first!.legs[0]!, emptyLeg, first!.legs[1]!] }, second!];
  const lines = overlayOf(sampleHub(), plan, []).runs.features.map(({ geometry }) =>
    geometry.type === 'LineString' ? geometry.coordinates.length : 0,
  );
  expect([whole, lines]).toEqual([2, [2, 2, 4]]);
});

describe('stops at one place', () => {
  it('have their numbers in one mark, as short as can be', () => {
    const labels = [[4], [6, 4, 5], [7, 4], [1, 2], [12, 1, 2, 3, 7, 11], [4, 4], [3, 4, 4, 5]].map(
      numbersTogether,
    );
    expect(labels).toEqual(['4', '4–6', '4, 7', '1, 2', '1–3, 7, 11, 12', '4×2', '3, 4×2, 5']);
  });

  it('are one mark of a sketch', () => {
    const at = (number: number, lat: number) => ({ number, lat, lon: 103 });
    const stops = [at(1, 22.1), at(2, 22.2), at(3, 22.2), at(4, 22.3), at(5, 22.2)];
    const { stops: marks } = sketchOf({ legs: [], stops, hub: { lat: 22, lon: 103 } });
    expect(marks.map(({ label }) => label)).toEqual(['1', '2, 3, 5', '4']);
  });

  it('have one label on the map, and are selected in turn by pressing it', () => {
    const plan = samplePlan();
    const [run] = plan.runs;
    const [trip] = run!.trips;
    const [stop] = trip!.stops;
    plan.runs = ['A', 'B', 'C'].map((vehicle) => ({
      ...run!,
      vehicle,
      trips: [{ ...trip!, stops: [{ ...stop!, ...(vehicle === 'B' && { lat: stop!.lat + 0.01 }) }] }],
    }));
    const { stops } = overlayOf(sampleHub(), plan, []);
    const labels = stops.features.flatMap(({ properties }) => properties?.['label'] ?? []);
    expect(labels).toEqual(['1, 3', '2']);
    const [a, c] = stopsThere(stops, 'C~0~0');
    expect([a?.run, c?.run]).toEqual(['A', 'C']);
    const turns = [null, a!.id, c!.id].map((selected) => stopInTurn(stops, c!, selected).run);
    expect(turns).toEqual(['A', 'C', 'A']);
    const alone = stopsThere(stops, 'B~0~0')[0]!;
    expect(stopInTurn(stops, alone, alone.id)).toEqual(alone);
  });
});

const emptyLeg = {
  seconds: 60,
  metres: 500,
  geometry: { type: 'LineString' as const, coordinates: [] },
};

describe('run colours', () => {
  it.each(sights)('are told apart with %s', (_name, matrix) => {
    const seen = runColours.map((colour) => oklab(apply(matrix, linear(colour))));
    for (const [index, a] of seen.entries()) {
      for (const b of seen.slice(0, index)) {
        expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(0.09);
      }
    }
  });

  it('carry a number that is readable on them', () => {
    for (let index = 0; index < runColours.length; index++) {
      const { colour, textColour } = runLook(index);
      const [low, high] = [relativeLuminance(colour), relativeLuminance(textColour)].sort((a, b) => a - b);
      expect((high! + 0.05) / (low! + 0.05), colour).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('repeat with another dash after twelve', () => {
    expect(runLook(0)).toMatchObject({ colour: runLook(12).colour, dash: 0 });
    expect(runLook(12).dash).toBe(1);
    expect(runLook(24).dash).toBe(2);
  });
});

describe('map style', () => {
  const styleOf = (
    locale: (typeof localeSchema.options)[number],
    isDark: boolean,
    attribution = '© OpenStreetMap contributors',
  ) =>
    mapStyle({
      tiles: 'http://127.0.0.1/api/hubs/h/tiles/{z}/{x}/{y}',
      bounds: [1.4, 42.4, 1.8, 42.7],
      attribution,
      locale,
      isDark,
    });

  it.each(localeSchema.options)('is valid in %s, light and dark', (locale) => {
    expect(validateStyleMin(styleOf(locale, false))).toEqual([]);
    expect(validateStyleMin(styleOf(locale, true))).toEqual([]);
  });

  it('credits the map in the reader’s language where the words are ours, and as its licence says else', () => {
    const creditOf = (of?: string) => styleOf('vi', false, of).sources['basemap'];
    expect(creditOf()).toMatchObject({ attribution: '© OpenStreetMap contributors' });
    expect(creditOf(fictionalCredit)).toMatchObject({ attribution: 'Huyện hư cấu, do Hubward dựng' });
  });

  it('asks no other host for anything and has no glyphs, so that labels use local fonts', () => {
    const style = styleOf('vi', false);
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    const hosts = [...JSON.stringify(style).matchAll(/https?:\/\/[^/"]+/g)].map(([host]) => host);
    expect(new Set(hosts)).toEqual(new Set(['http://127.0.0.1']));
  });
});
