import { describe, expect, it } from 'vitest';
import { barrierRules, roadRules } from '#server/region/road-rules.ts';
import { mountainSpeeds, parseSpeedProfile } from '#server/region/speed-profile.ts';

const rules = (tags: Record<string, string>) => roadRules(tags, mountainSpeeds);
/** Access of motorbike, light and heavy as one word: y, d (destination) or n. */
const access = (tags: Record<string, string>) => {
  const found = rules(tags);
  return found ? [found.motorbike, found.light, found.heavy].map((word) => word[0]).join('') : 'none';
};

describe('the speed of a road', () => {
  it.each([
    [{ highway: 'unclassified' }, 20],
    [{ highway: 'primary' }, 42],
    // The lower of class and surface.
    [{ highway: 'primary', surface: 'gravel' }, 20],
    [{ highway: 'track' }, 12],
    [{ highway: 'track', surface: 'asphalt' }, 24],
    [{ highway: 'track', tracktype: 'grade2' }, 18],
    [{ highway: 'track', tracktype: 'grade2', surface: 'ground' }, 14],
    [{ highway: 'track', tracktype: 'grade4', surface: 'gravel' }, 10],
    [{ highway: 'tertiary', smoothness: 'very_bad' }, 14],
    // A limit counts when it is lower.
    [{ highway: 'tertiary', maxspeed: '80' }, 28],
    [{ highway: 'tertiary', maxspeed: '20' }, 20],
    [{ highway: 'tertiary', maxspeed: '10 mph' }, 16],
    [{ highway: 'tertiary', maxspeed: 'RU:rural' }, 28],
    [{ highway: 'tertiary', 'maxspeed:forward': '20', 'maxspeed:backward': '15' }, 15],
    // The engine knows 5 and from 10 on.
    [{ highway: 'service', maxspeed: '8' }, 10],
    [{ highway: 'service', maxspeed: '7' }, 5],
    [{ highway: 'track', surface: 'mud' }, 5],
    [{ highway: 'unclassified', surface: 'dirt;gravel' }, 14],
  ])('of %o is %i km/h', (tags, speed) => {
    expect(rules(tags)?.speedKmh).toBe(speed);
  });
});

describe('who may use a road', () => {
  it.each([
    [{ highway: 'unclassified' }, 'yyy'],
    [{ highway: 'track' }, 'yyn'],
    [{ highway: 'track', tracktype: 'grade2' }, 'yyn'],
    [{ highway: 'track', tracktype: 'grade5' }, 'ynn'],
    [{ highway: 'track', hgv: 'yes' }, 'yyy'],
    [{ highway: 'path' }, 'none'],
    [{ highway: 'path', motorcycle: 'yes' }, 'ynn'],
    [{ highway: 'path', moped: 'designated' }, 'ynn'],
    [{ highway: 'path', motor_vehicle: 'yes' }, 'ynn'],
    [{ highway: 'path', access: 'yes' }, 'none'],
    [{ highway: 'unclassified', access: 'no' }, 'none'],
    [{ highway: 'unclassified', access: 'no', motorcycle: 'yes' }, 'ynn'],
    [{ highway: 'unclassified', motor_vehicle: 'no', access: 'yes' }, 'none'],
    [{ highway: 'unclassified', motor_vehicle: 'private' }, 'ddd'],
    [{ highway: 'track', motor_vehicle: 'agricultural' }, 'ddn'],
    [{ highway: 'track', motor_vehicle: 'forestry' }, 'none'],
    [{ highway: 'track', motor_vehicle: 'agricultural;forestry' }, 'ddn'],
    [{ highway: 'unclassified', hgv: 'no' }, 'yyn'],
    [{ highway: 'unclassified', hgv: 'delivery' }, 'yyd'],
    [{ highway: 'unclassified', maxweight: '3.5' }, 'yyn'],
    [{ highway: 'unclassified', maxweight: '1.5 t' }, 'ynn'],
    [{ highway: 'unclassified', maxweight: '7.5' }, 'yyy'],
    [{ highway: 'unclassified', width: '2' }, 'yyn'],
    [{ highway: 'unclassified', width: "6'" }, 'yyy'],
    [{ highway: 'unclassified', maxheight: '2.5', hgv: 'yes' }, 'yyn'],
    [{ highway: 'unclassified', smoothness: 'horrible' }, 'ynn'],
    [{ highway: 'unclassified', smoothness: 'impassable' }, 'none'],
    [{ highway: 'construction' }, 'none'],
    [{ highway: 'service', area: 'yes' }, 'none'],
    [{ highway: 'road' }, 'yyy'],
  ])('%o is %s', (tags, expected) => {
    expect(access(tags)).toBe(expected);
  });
});

describe('a barrier', () => {
  const stops = (tags: Record<string, string>) => barrierRules(tags, mountainSpeeds);
  it('lets all pass when it is a gate, unless tags say otherwise', () => {
    expect(stops({ barrier: 'gate' })).toBeNull();
    expect(stops({ barrier: 'lift_gate', access: 'private' })).toBeNull();
    expect(stops({ barrier: 'gate', access: 'no' })).toEqual({
      motorbike: false,
      light: false,
      heavy: false,
    });
    expect(stops({ highway: 'crossing' })).toBeNull();
  });
  it('stops what does not fit through', () => {
    expect(stops({ barrier: 'bollard' })).toEqual({ motorbike: true, light: false, heavy: false });
    expect(stops({ barrier: 'bollard', motor_vehicle: 'yes' })).toBeNull();
    expect(stops({ barrier: 'height_restrictor', maxheight: '2.3' })).toEqual({
      motorbike: true,
      light: true,
      heavy: false,
    });
  });
});

describe('a speed profile', () => {
  it('is refused with the field that is wrong', () => {
    const parse = (change: object) => () =>
      parseSpeedProfile(JSON.stringify({ ...mountainSpeeds, ...change }), 'speeds.json');
    expect(parse({})).not.toThrow();
    expect(parse({ surface: { gravel: 'slow' } })).toThrow(/surface\.gravel/);
    expect(parse({ correction: { motorbike: 1, light: 0, heavy: 1 } })).toThrow(/correction\.light/);
    expect(
      parse({ largest_vehicle: { ...mountainSpeeds.largest_vehicle, highway: { track: 'tank' } } }),
    ).toThrow(/largest_vehicle\.highway\.track/);
    expect(parse({ higway: {} })).toThrow(/higway/);
    expect(() => parseSpeedProfile('{', 'speeds.json')).toThrow(/no JSON/);
  });
});
