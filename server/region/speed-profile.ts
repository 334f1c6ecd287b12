import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '#server/domain/user-error.ts';

export type VehicleLimit = 'none' | 'motorbike' | 'light' | 'heavy';

/** The engine's own limits: its importer drops speeds below 10, save walking pace. */
const kmh = z
  .int()
  .max(140)
  .refine((speed) => speed === 5 || speed >= 10, 'must be 5, or from 10 to 140');
const vehicle = z.enum(['none', 'motorbike', 'light', 'heavy']);
const factor = z.number().min(0.25).max(10);
const perVehicle = z.strictObject({ light: z.number().positive(), heavy: z.number().positive() });

const schema = z.strictObject({
  version: z.literal(1),
  /** For people who edit the file. */
  notes: z.array(z.string()).default([]),
  /** km/h by class; a class that is not listed is no road. */
  highway: z.record(z.string(), kmh),
  surface: z.record(z.string(), kmh),
  smoothness: z.record(z.string(), kmh),
  tracktype: z.record(z.string(), kmh),
  largest_vehicle: z.strictObject({
    /** A class that is not listed is open to all. */
    highway: z.record(z.string(), vehicle),
    tracktype: z.record(z.string(), vehicle),
    surface: z.record(z.string(), vehicle),
    smoothness: z.record(z.string(), vehicle),
  }),
  /** Below this limit of weight, width or height a road is closed to the class. */
  needs: z.strictObject({ weight_tonnes: perVehicle, width_metres: perVehicle, height_metres: perVehicle }),
  /** Roads for agricultural traffic only: open to vehicles that fetch a harvest? */
  agricultural_roads: z.boolean(),
  correction: z.strictObject({ motorbike: factor, light: factor, heavy: factor }),
});

/** speeds.json: what the roads of a region are worth. The lowest speed that applies to a road is its speed. */
export type SpeedProfile = z.infer<typeof schema>;

/**
 * For mountain roads: 130 km from the farthest orchards take eight hours, 16 km/h door to door. A stock truck
 * profile allows 40 on gravel.
 */
export const mountainSpeeds: SpeedProfile = {
  version: 1,
  notes: [
    'km/h on an ordinary day with an ordinary load. Of class, surface, smoothness, tracktype and maxspeed the lowest counts; a track with a tracktype has that instead of a class.',
    'Speeds are 5, or from 10 to 140. largest_vehicle: none, motorbike, light or heavy; tags on a road itself go first.',
    'correction multiplies all times of a vehicle profile: 1.2 is a fifth slower. It counts from the next start of the server; the rest from the next import.',
  ],
  highway: {
    motorway: 80,
    motorway_link: 40,
    trunk: 50,
    trunk_link: 35,
    primary: 42,
    primary_link: 30,
    secondary: 35,
    secondary_link: 28,
    tertiary: 28,
    tertiary_link: 24,
    unclassified: 20,
    residential: 18,
    road: 18,
    living_street: 10,
    service: 14,
    track: 12,
    pedestrian: 10,
    path: 10,
    bridleway: 10,
    cycleway: 10,
    footway: 10,
  },
  surface: {
    paving_stones: 30,
    sett: 22,
    cobblestone: 20,
    unhewn_cobblestone: 12,
    metal: 20,
    wood: 15,
    compacted: 26,
    fine_gravel: 24,
    gravel: 20,
    unpaved: 18,
    pebblestone: 15,
    dirt: 14,
    earth: 14,
    ground: 14,
    grass_paver: 15,
    grass: 10,
    sand: 10,
    rock: 10,
    mud: 5,
  },
  smoothness: {
    intermediate: 40,
    bad: 20,
    very_bad: 14,
    horrible: 10,
    very_horrible: 5,
  },
  tracktype: { grade1: 24, grade2: 18, grade3: 14, grade4: 10, grade5: 5 },
  largest_vehicle: {
    highway: {
      track: 'light',
      living_street: 'light',
      pedestrian: 'none',
      path: 'none',
      bridleway: 'none',
      cycleway: 'none',
      footway: 'none',
    },
    tracktype: { grade3: 'light', grade4: 'motorbike', grade5: 'motorbike' },
    surface: { mud: 'motorbike' },
    smoothness: {
      very_bad: 'light',
      horrible: 'motorbike',
      very_horrible: 'motorbike',
      impassable: 'none',
    },
  },
  needs: {
    weight_tonnes: { light: 2, heavy: 5 },
    width_metres: { light: 1.8, heavy: 2.6 },
    height_metres: { light: 2.2, heavy: 3 },
  },
  agricultural_roads: true,
  correction: { motorbike: 1, light: 1, heavy: 1.25 },
};

/** Reads a speed profile; UserError SPEED_PROFILE_INVALID names the field that is wrong. */
export function readSpeedProfile(file: string): SpeedProfile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError('FILE_UNREADABLE', `${file} cannot be opened: ${String(error)}.`, { cause: error });
  }
  return parseSpeedProfile(text, file);
}

export function parseSpeedProfile(text: string, file: string): SpeedProfile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UserError('SPEED_PROFILE_INVALID', `${file} is no JSON: ${String(error)}.`, { cause: error });
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const fields = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  throw new UserError('SPEED_PROFILE_INVALID', `${file}: ${fields.join('; ')}.`);
}
