import type { Product } from '#server/contract/hub.ts';
import type { RequestContext } from '#server/services/list-import/read-requests.ts';
import { smallGazetteer } from './small-gazetteer.ts';

const products: readonly Product[] = [
  {
    id: 'p1',
    name: 'Cam',
    names: {},
    picture: 'crate',
    kg_per_crate: 20,
    kg_per_parcel: 5,
    freshness_hours: 72,
  },
  {
    id: 'p2',
    name: 'Chè búp',
    names: {},
    picture: 'crate',
    kg_per_crate: 10,
    kg_per_parcel: 1,
    freshness_hours: 10,
  },
  {
    id: 'p3',
    name: 'Oranges',
    names: {},
    picture: 'crate',
    kg_per_crate: 18,
    kg_per_parcel: 4.5,
    freshness_hours: null,
  },
];

/** A small highland region in UTC+7 with namesakes. */
export function requestContext(change: Partial<RequestContext> = {}): RequestContext {
  let last = 0;
  return {
    date: '2026-03-02',
    timezone: 'Asia/Ho_Chi_Minh',
    currency: 'VND',
    bounds: [103, 21.8, 104, 22.8],
    products,
    gazetteer: smallGazetteer([
      ['Nậm Tăm', 22.25, 103.3],
      ['Sìn Hồ', 22.35, 103.25, 'town'],
      ['Sìn Hồ', 22.3, 103.3, 'county'],
      ['Bản Mới', 22.2, 103.2, 'village', 'Nậm Tăm'],
      ['Bản Mới', 22.5, 103.6, 'hamlet', 'Sìn Hồ'],
      ['Đèo Gió', 22.4, 103.4],
      ['新寨', 22.1, 103.1],
      ['Tả Phìn', 22.6, 103.5],
      ['Tả Phìn', 22.6001, 103.5001, 'village'],
    ]),
    newId: () => `made-${++last}`,
    ...change,
  };
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
