import { UserError } from '#server/domain/user-error.ts';

/** The text of a file and how its bytes were read. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  /** True where the bytes do not say so themselves and headings decided. */
  readonly isGuessed: boolean;
}

/** Encodings that older spreadsheet programs save CSV in where these languages are written. */
const legacyEncodings = ['gb18030', 'big5', 'windows-1258'] as const;

/**
 * Reads bytes as UTF-8 or, by their byte order mark, UTF-16. Other bytes are taken for an older encoding only
 * if `countHeadings` (how many non-ASCII headings the text has that are known) proves it; wrong letters in names
 * would go unnoticed otherwise. Throws UserError LIST_UNREADABLE.
 */
export function decodeText(
  bytes: Uint8Array,
  filename: string,
  countHeadings: (text: string) => number,
): DecodedText {
  const mark = byMark(bytes);
  if (mark !== null) {
    const text = decode(bytes, mark);
    if (text !== null) return { text, encoding: mark, isGuessed: false };
  }
  refuseBinary(bytes, filename);
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', isGuessed: false };

  let best: DecodedText | null = null;
  let bestCount = 0;
  for (const encoding of legacyEncodings) {
    const text = decode(bytes, encoding);
    if (text === null) continue;
    const count = countHeadings(text);
    if (count > bestCount) {
      best = { text, encoding, isGuessed: true };
      bestCount = count;
    }
  }
  if (best !== null) return best;
  throw new UserError(
    'LIST_UNREADABLE',
    `The letters of ${filename} are stored in an older encoding that cannot be told. In the spreadsheet program choose “CSV UTF-8” or save as XLSX.`,
  );
}

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // The bytes are not of this encoding; the caller tries the next or refuses the file.
    return null;
  }
}

/** Text has no NUL and hardly any other control bytes; pictures, PDF and old .xls files have many. */
function refuseBinary(bytes: Uint8Array, filename: string): void {
  const head = bytes.subarray(0, 65_536);
  let odd = 0;
  for (const byte of head) {
    if (byte === 0) odd = head.length;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) odd++;
  }
  if (odd * 50 <= head.length) return;
  throw new UserError('LIST_UNREADABLE', `${filename} is neither CSV text nor an XLSX workbook.`);
}
