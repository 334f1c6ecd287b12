import { describe, expect, it } from 'vitest';
import { parseOsrmUrls } from '#server/routing/osrm/osrm-urls.ts';

describe('OSRM_URL', () => {
  it('may have the profile in one address', () => {
    expect(parseOsrmUrls('http://osrm/{profile}/')).toEqual({
      urls: { motorbike: 'http://osrm/motorbike', light: 'http://osrm/light', heavy: 'http://osrm/heavy' },
      isShared: false,
      warning: null,
    });
  });

  it('may list an address per profile', () => {
    const { urls, isShared } = parseOsrmUrls(
      'motorbike=http://a:5000, light=http://b:5000/,heavy=https://c/x',
    );
    expect(urls).toEqual({ motorbike: 'http://a:5000', light: 'http://b:5000', heavy: 'https://c/x' });
    expect(isShared).toBe(false);
  });

  it('may be one address for all, which is flagged', () => {
    const { urls, isShared, warning } = parseOsrmUrls('http://127.0.0.1:5000');
    expect(new Set(Object.values(urls))).toEqual(new Set(['http://127.0.0.1:5000']));
    expect(isShared).toBe(true);
    expect(warning).toContain('motorbike=URL');
  });

  it('is flagged where two profiles share an address of a list', () => {
    expect(parseOsrmUrls('motorbike=http://a,light=http://b,heavy=http://b').isShared).toBe(true);
  });

  it.each([
    'osrm.example',
    'ftp://osrm',
    'http://user:secret@osrm',
    'http://osrm?key=1',
    'motorbike=http://a,light=http://b',
    'motorbike=http://a,light=http://b,truck=http://c',
    '',
  ])('is refused as %j', (text) => {
    expect(() => parseOsrmUrls(text)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
