import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold, spaceIdeographs } from '#server/region/fold.ts';
import { GazetteerWriter } from '#server/region/gazetteer-writer.ts';
import { openGazetteer } from '#server/region/gazetteer.ts';
import type { Gazetteer } from '#server/region/port.ts';

const folder = mkdtempSync(join(tmpdir(), 'hubward-gazetteer-'));
let gazetteer: Gazetteer;

beforeAll(() => {
  const file = join(folder, 'gazetteer.sqlite');
  const writer = new GazetteerWriter(file);
  const add = (id: string, lat: number, lon: number, tags: Record<string, string>) =>
    writer.add(id, tags, lat, lon);
  add('n1', 22.36, 103.25, { place: 'town', name: 'Sìn Hồ', 'name:en': 'Sin Ho', 'name:zh-Hans': '辛湖' });
  add('n2', 22.37, 103.26, { place: 'village', name: 'Sìn Hồ Vây' });
  add('n3', 22.38, 103.27, { place: 'hamlet', name: 'Bản Sìn Hồ' });
  add('n4', 22.39, 103.28, { natural: 'peak', name: 'Sìn Hồ' });
  add('n5', 24.07, 101.99, { place: 'town', name: '新平县', alt_name: 'Xinping' });
  add('r6', 24.07, 101.99, { boundary: 'administrative', admin_level: '6', name: '新平彝族傣族自治县' });
  add('n7', 24.08, 102, { place: 'village', name: '平新村' });
  add('n8', 15.9, 107.5, { place: 'village', name: 'Đông Giang', old_name: 'Hiên;Bến Hiên' });
  add('n9', 15.91, 107.51, { place: 'village', name: 'Dong Giang', population: '5000' });
  add('w10', 15.92, 107.52, { landuse: 'farmyard', name: "L'Hort d'en Łukasz" });
  add('w11', 15.93, 107.53, { landuse: 'farmyard' });
  add('n12', 15.94, 107.54, { place: 'village', 'name:vi': 'Tà Rụt' });
  add('n13', 15.94, 107.54, { amenity: 'marketplace', name: 'Chợ A Lưới' });
  add('n14', 15.94, 107.54, { amenity: 'bench', name: 'Ghế' });
  writer.finish();
  gazetteer = openGazetteer(file);
});
afterAll(() => {
  gazetteer.close();
  rmSync(folder, { recursive: true, force: true });
});

const ids = (text: string, options = {}) => gazetteer.search(text, options).map((hit) => hit.id);

describe('fold', () => {
  it('takes diacritics, case, punctuation and letters without a base apart', () => {
    expect(fold('  Đường Sìn-Hồ ')).toBe('duong sin ho');
    expect(fold('ĐẮK LẮK')).toBe('dak lak');
    expect(fold('Łódź, Ærø, Straße')).toBe('lodz aero strasse');
    expect(fold('l’Aldosa')).toBe(fold("L'Aldosa"));
  });
  it('leaves vowels of scripts that write them as marks', () => {
    expect(fold('ປາກເຊ')).toBe('ປາກເຊ');
    expect(fold('น้ำ')).not.toBe(fold('นำ'));
    expect(fold('が')).toBe('が');
  });
  it('makes each ideograph a word', () => {
    expect(spaceIdeographs('新平 a1县')).toBe('新 平 a1 县');
  });
});

describe('the gazetteer', () => {
  it('finds a place without its diacritics, the exact name and the larger kind first', () => {
    expect(ids('sin ho')).toEqual(['n1', 'n4', 'n2', 'n3']);
    expect(ids('SÌN HỒ')).toEqual(['n1', 'n4', 'n2', 'n3']);
  });
  it('folds đ to d, on both sides', () => {
    expect(new Set(ids('dong giang'))).toEqual(new Set(['n8', 'n9']));
    expect(ids('Đông Giang')).toEqual(ids('dong giang'));
    expect(ids('dong giang')[0]).toBe('n9');
  });
  it('finds Chinese by any part of a name, in that order only', () => {
    expect(ids('新平')).toEqual(['r6', 'n5']);
    expect(ids('平')).toEqual(expect.arrayContaining(['n5', 'r6', 'n7']));
    expect(ids('傣族')).toEqual(['r6']);
    expect(ids('自治县')).toEqual(['r6']);
  });
  it('finds alternative, old and foreign names and each of several in one tag', () => {
    expect(ids('xinping')).toEqual(['n5']);
    expect(ids('ben hien')).toEqual(['n8']);
    expect(ids('hiên')).toEqual(['n8']);
    expect(ids('辛湖')).toEqual(['n1']);
    expect(ids('ta rut')).toEqual(['n12']);
  });
  it('searches while one types', () => {
    expect(ids('s')[0]).toBe('n1');
    expect(ids('sin h')).toContain('n3');
    expect(ids('sin hox')).toEqual([]);
  });
  it('finds farms and markets by name, and nothing that is no place', () => {
    expect(ids('lukasz')).toEqual(['w10']);
    expect(ids('cho a luoi')).toEqual(['n13']);
    expect(ids('ghe')).toEqual([]);
  });
  it('answers in the language asked for', () => {
    expect(gazetteer.search('sin ho', { locale: 'en', limit: 1 })[0]?.name).toBe('Sin Ho');
    expect(gazetteer.search('sin ho', { locale: 'zh-Hans', limit: 1 })[0]?.name).toBe('辛湖');
    expect(gazetteer.search('sin ho', { locale: 'id', limit: 1 })[0]?.name).toBe('Sìn Hồ');
  });
  it('finds only equal names when asked for exact ones', () => {
    expect(ids('sin ho', { exact: true })).toEqual(['n1', 'n4']);
    expect(ids('sin', { exact: true })).toEqual([]);
  });
  it('says what a place is near to', () => {
    expect(gazetteer.search('ban sin ho')[0]?.near).toBe('Sìn Hồ Vây');
    expect(gazetteer.search('sin ho vay')[0]?.near).toBe('Sìn Hồ');
  });
  it('takes no text for a query language', () => {
    for (const text of [
      '"',
      '*',
      'AND',
      'sin OR ho',
      'a"b',
      "'; DROP TABLE places",
      '(',
      'NEAR(',
      '  ',
      '🙂',
      ':',
    ]) {
      expect(() => gazetteer.search(text)).not.toThrow();
    }
    expect(ids('')).toEqual([]);
  });
});
