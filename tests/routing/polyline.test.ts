import { describe, expect, it } from 'vitest';
import { decodePolyline, lineOfLeg } from '#server/routing/polyline.ts';

describe('decodePolyline', () => {
  it('reads the example of the format’s own description, as [lon, lat]', () => {
    expect(decodePolyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@', 5)).toEqual([
      [-120.2, 38.5],
      [-120.95, 40.7],
      [-126.453, 43.252],
    ]);
  });

  it('loses the last number of a text that ends in it, and no more', () => {
    expect(decodePolyline('_p~iF~ps|U_ulL', 5)).toEqual([[-120.2, 38.5]]);
    expect(decodePolyline('')).toEqual([]);
  });
});

describe('lineOfLeg', () => {
  it('joins steps without doubling the points where they meet', () => {
    // From 38.5 N 120.2 W a millionth of a degree north-east, there, and another one.
    const start = '_izlhA~rlgdF';
    const line = lineOfLeg([start, `${start}AA`, start, ''], 100);
    expect(line).toEqual([
      [-120.2, 38.5],
      [-120.199999, 38.500001],
      [-120.2, 38.5],
    ]);
  });

  it('gives a leg to where one is two equal points', () => {
    expect(lineOfLeg(['_izlhA~rlgdF'], 0)).toEqual([
      [-120.2, 38.5],
      [-120.2, 38.5],
    ]);
  });

  it('refuses a leg that goes somewhere without geometry', () => {
    expect(() => lineOfLeg([], 500)).toThrow('geometry');
    expect(() => lineOfLeg(['_izlhA~rlgdF'], 500)).toThrow('geometry');
  });
});
