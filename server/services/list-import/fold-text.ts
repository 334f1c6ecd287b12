/**
 * A name as people compare it: without case, diacritics (đ counts as d), width or runs of white space.
 * "  SÌN HỒ " and "sin ho" fold to the same text.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** A heading or a keyword as it is looked up: folded, and only its letters and digits. */
export function foldWord(text: string): string {
  return foldText(text).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** A cell's text as it is kept: composed, without control and zero-width characters, single spaces. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
