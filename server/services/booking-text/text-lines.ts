import type { DeskTextDraft, TextDoubt } from '#server/contract/booking-text.ts';
import type { TextLine } from '#server/contract/booking.ts';
import { foldText } from '../list-import/fold-text.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Reads a list that has a line for each person: whose it is, and what she books. A line before others that names nobody
 * and no amount ("mai, mận, Tả Phìn:") says for those below what they do not say themselves.
 *
 * @param read what one message books
 */
export async function readTextLines(
  text: string,
  members: readonly Named[],
  read: (message: string) => Promise<DeskTextDraft[]>,
): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  let heading: DeskTextDraft | null = null;
  for (const line of text.split(/\r?\n/u).map((each) => each.trim())) {
    if (line === '') continue;
    const named = takeName(line, members);
    const drafts = /[\p{L}\p{N}]/u.test(named.rest) ? await read(named.rest) : [];
    const [only, ...others] = drafts;
    if (only && others.length === 0 && named.members.length === 0 && isWithoutAmount(only)) heading = only;
    else {
      const said = heading;
      const whole = said ? drafts.map((draft) => withHeading(draft, said)) : drafts;
      lines.push({ line, members: [...named.members], drafts: whole });
    }
  }
  return lines;
}

const isWithoutAmount = ({ kg, crates, parcels }: DeskTextDraft): boolean =>
  kg === null && crates === null && parcels === null;

/** What a draft leaves open is as the heading has it, with the heading's doubts. */
function withHeading(draft: DeskTextDraft, heading: DeskTextDraft): DeskTextDraft {
  const isOpen = (doubt: TextDoubt) => draft.doubts.includes(doubt);
  const taken = (['product', 'place', 'date'] as const).filter((field) => isOpen(`${field}_missing`));
  const isTaken = (doubt: TextDoubt) => taken.some((field) => doubt.startsWith(field));
  const hasHours = draft.from !== null || draft.until !== null;
  return {
    ...draft,
    ...(taken.includes('product') && { product: heading.product }),
    ...(taken.includes('place') && { place: heading.place, choices: heading.choices }),
    ...(taken.includes('date') && { date: heading.date }),
    ...(!hasHours && { from: heading.from, until: heading.until }),
    doubts: [...draft.doubts.filter((doubt) => !isTaken(doubt)), ...heading.doubts.filter(isTaken)].sort(),
  };
}

const mostWords = 6;
const bullet = /^(?:[-–—•*]|\d{1,3}[.)、])\s*/u;

/**
 * Whom a line begins with, by her whole name or its end ("Mẩy" for Chảo Mẩy), or names in whole anywhere: several where
 * several are called so. `rest`: the line without the name.
 */
function takeName(line: string, all: readonly Named[]): { members: readonly Named[]; rest: string } {
  const written = line.replace(bullet, '').normalize('NFC');
  const words = [...written.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)];
  for (let from = 0; from < words.length; from++) {
    for (let count = Math.min(mostWords, words.length - from); count > 0; count--) {
      const [first, last] = [words[from]!, words[from + count - 1]!]; // within
      const start = first.index;
      const end = last.index + last[0].length;
      const members = calledSo(foldText(written.slice(start, end)), all, { isFirst: from === 0, count });
      if (members.length > 0)
        return { members, rest: `${written.slice(0, start)} ${written.slice(end)}`.trim() };
    }
  }
  // Ideographs stand without spaces: 王小明200斤.
  const glued = all.filter(({ name }) => /^\p{Script=Han}{2,}$/u.test(name) && written.startsWith(name));
  return { members: glued, rest: glued[0] ? written.slice(glued[0].name.length).trim() : written };
}

function calledSo(
  folded: string,
  all: readonly Named[],
  { isFirst, count }: { readonly isFirst: boolean; readonly count: number },
): readonly Named[] {
  if (!isFirst && count < 2) return [];
  const whole = all.filter(({ name }) => foldText(name) === folded);
  if (whole.length > 0 || !isFirst) return whole;
  return all.filter(({ name }) => foldText(name).endsWith(` ${folded}`));
}
