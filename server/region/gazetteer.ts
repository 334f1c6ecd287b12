import Database from 'better-sqlite3';
import { fold, spaceIdeographs } from './fold.ts';
import type { Gazetteer, GazetteerHit, GazetteerSearch } from './port.ts';

const usualLimit = 10;
const maxLimit = 100;

interface HitRow {
  readonly id: string;
  readonly name: string;
  readonly names: string;
  readonly kind: string;
  readonly lat: number;
  readonly lon: number;
  readonly near: string | null;
}

/** Names equal to the text come first, then names that begin with it; then the larger and the more peopled place. */
const order = `
  ORDER BY gone, closeness, weight DESC, population DESC, length(name), id LIMIT @limit`;
const exactQuery = `
  SELECT places.*, 0 AS closeness FROM places WHERE id IN (SELECT place FROM names WHERE folded = @text) ${order}`;
const wordsQuery = `
  SELECT places.*, hits.closeness FROM (
    SELECT place, min(CASE WHEN folded = @text THEN 0 WHEN substr(folded, 1, length(@text)) = @text THEN 1 ELSE 2 END)
      AS closeness
    FROM names WHERE number IN (SELECT rowid FROM names_index WHERE names_index MATCH @words) GROUP BY place
  ) AS hits JOIN places ON places.id = hits.place ${order}`;

/** Opens gazetteer.sqlite for reading. */
export function openGazetteer(path: string): Gazetteer {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  const exact = db.prepare<[{ text: string; limit: number }], HitRow>(exactQuery);
  const words = db.prepare<[{ text: string; words: string; limit: number }], HitRow>(wordsQuery);
  return {
    search(text: string, options: GazetteerSearch = {}): GazetteerHit[] {
      const folded = fold(text);
      if (folded === '') return [];
      const limit = Math.max(1, Math.min(options.limit ?? usualLimit, maxLimit));
      const rows = options.exact
        ? exact.all({ text: folded, limit })
        : words.all({ text: folded, words: matchExpression(folded), limit });
      return rows.map((row) => toHit(row, options.locale));
    },
    close: () => void db.close(),
  };
}

/**
 * All words must be there, the last one as the beginning of a word (people are still typing); ideographs that
 * stand together must do so in the name.
 */
function matchExpression(folded: string): string {
  const words = folded.split(' ');
  return words
    .map((word, i) => {
      const phrase = `"${spaceIdeographs(word)}"`;
      return i === words.length - 1 ? `${phrase} *` : phrase;
    })
    .join(' AND ');
}

function toHit(row: HitRow, locale: string | undefined): GazetteerHit {
  const { id, kind, lat, lon, near } = row;
  return { id, name: localName(row, locale), kind, lat, lon, near };
}

function localName(row: HitRow, locale: string | undefined): string {
  if (!locale) return row.name;
  // Written by the import, from the name:* tags.
  const names = JSON.parse(row.names) as Record<string, string>;
  return names[locale] ?? names[locale.split('-')[0] ?? ''] ?? row.name;
}
