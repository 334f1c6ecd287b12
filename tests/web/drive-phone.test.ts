import { describe, expect, it } from 'vitest';
import { followSteps } from '#web/drive/phone/follow-path.ts';
import { amapLink, googleLinks, offlineMapLinks } from '#web/drive/phone/handover-links.ts';
import { newId, newKey } from '#web/shared/phone/ids.ts';
import { browserIntent, chatAppOf, phoneLabel } from '#web/drive/phone/in-app.ts';
import { readNumber } from '#web/drive/parts/number-field.tsx';

const place = (name: string, lat: number) => ({ name, lat, lon: 103.25 });

describe('the way in other apps', () => {
  it('goes to Google Maps in links of three stops on the way and an end', () => {
    const places = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => place(name, 22 + index / 10));
    const links = googleLinks(places);
    expect(links.map(({ places: of }) => of.map(({ name }) => name).join(''))).toEqual(['abcd', 'ef']);
    const { searchParams } = new URL(links[0]!.url);
    expect(searchParams.get('waypoints')?.split('|')).toHaveLength(3);
    expect(searchParams.get('destination')).toBe('22.3,103.25');
    expect(googleLinks([])).toEqual([]);
  });

  it('names the place where it may have any letter', () => {
    const [android] = offlineMapLinks(place('Tả Phìn (2)', 22.4), 'Mozilla/5.0 (Linux; Android 12)');
    expect(android?.url).toBe('geo:22.4,103.25?q=22.4,103.25(T%E1%BA%A3%20Ph%C3%ACn%20(2))');
    expect(amapLink(place('者竜', 22.4))).toContain('to=103.25,22.4,%E8%80%85%E7%AB%9C&');
  });
});

describe('apps with maps without signal on an iPhone', () => {
  it('are called one by one, since it has no link for all of them', () => {
    const links = offlineMapLinks(place('者竜', 22.4), 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)');
    expect(links.map(({ app, url }) => `${app} ${url}`)).toEqual([
      'OsmAnd https://osmand.net/map/?pin=22.4,103.25#16/22.4/103.25',
      'Organic Maps om://map?v=1&ll=22.4,103.25&n=%E8%80%85%E7%AB%9C',
    ]);
  });
});

describe('the turn that comes next', () => {
  // A kilometre north, then a kilometre east; 0.009° are about a kilometre.
  const path = [
    [103, 22],
    [103, 22.009],
    [103.0097, 22.009],
  ] as const;
  const step = (text: string, metres: number, lon: number, lat: number) => ({
    text,
    metres,
    seconds: 60,
    lon,
    lat,
  });
  const steps = [
    step('Head north', 1_002, 103, 22),
    step('Turn right', 1_001, 103, 22.009),
    step('Arrive', 0, 103.0097, 22.009),
  ];

  it('is the one at the end of the stretch where the phone is', () => {
    const first = followSteps(steps, { lat: 22.0045, lon: 103.0002 }, path);
    expect(first?.next).toBe(1);
    expect(first?.metres).toBeCloseTo(501, -1);
    expect(followSteps(steps, { lat: 22.009, lon: 103.004 }, path)?.next).toBe(2);
  });

  it('is not known far from the road', () => {
    expect(followSteps(steps, { lat: 22.05, lon: 103.05 }, path)).toBeNull();
    expect(followSteps(steps, { lat: 22, lon: 103 }, [])).toBeNull();
  });
});

describe('a phone', () => {
  it('says which chat app it is inside of', () => {
    expect(chatAppOf('Mozilla/5.0 (Linux; Android 12) Chrome/99 Mobile Zalo android/12')).toBe('Zalo');
    expect(chatAppOf('Mozilla/5.0 (iPhone) MicroMessenger/8.0')).toBe('WeChat');
    expect(chatAppOf('Mozilla/5.0 (Linux; Android 12) Chrome/120 Mobile Safari/537.36')).toBeNull();
    const at = {
      host: 'hub.example.org',
      pathname: '/drive/',
      hash: '#secret',
      protocol: 'https:',
    } as Location;
    expect(browserIntent(at)).toBe('intent://hub.example.org/drive/?link=secret#Intent;scheme=https;end');
  });

  it('is named as people would', () => {
    expect(phoneLabel('Mozilla/5.0 (Linux; Android 12) Chrome/120 Mobile Safari/537.36')).toBe(
      'Android · Chrome',
    );
    expect(phoneLabel('Mozilla/5.0 (iPhone) CriOS/120 Mobile Safari/604')).toBe('iPhone · Chrome');
  });

  it('makes ids and keys that the contract takes, each another', () => {
    const ids = Array.from({ length: 50 }, newId);
    expect(new Set(ids).size).toBe(50);
    for (const id of ids)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(newKey()).toMatch(/^[\w-]{43}$/);
  });

  it('reads numbers with a point or a comma, and nothing else', () => {
    expect(['12', '12,5', ' 0.25 ', '', '-1', '1e3', '1.2.3'].map((text) => readNumber(text))).toEqual([
      12,
      12.5,
      0.25,
      null,
      null,
      null,
      null,
    ]);
  });

  it('reads no number above what the server takes', () => {
    expect(readNumber('1000000')).toBe(1_000_000);
    expect(readNumber('1000000,5')).toBeNull();
    expect(readNumber('2000', 2_000)).toBe(2_000);
    expect(readNumber('2001', 2_000)).toBeNull();
  });
});
