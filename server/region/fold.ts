/** Letters that Unicode does not take apart into a plain letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ø: 'o',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ŋ: 'n',
};
const plainPattern = /[đðłøħŧıæœßþŋ]/g;
/** The combining marks of Latin, Greek and Cyrillic only: in Thai, Lao or Khmer marks are vowels. */
const marks = /[\u0300-\u036f]/g;
const separators = /[^\p{L}\p{M}\p{N}]+/gu;
const ideographs = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

/** A text as places are compared: lower case, without diacritics and punctuation, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(plainPattern, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')
    .replace(separators, ' ')
    .trim();
}

/** A folded text as the index holds it: each ideograph a word of its own, so that any part of a name is found. */
export function spaceIdeographs(folded: string): string {
  return folded.replace(ideographs, ' $1 ').replace(/ +/g, ' ').trim();
}
