import type { BookingLanguage } from '../language.ts';
import { english } from './en.ts';
import { indonesian } from './id.ts';
import { vietnamese } from './vi.ts';
import { chinese } from './zh-hans.ts';

/** A language is added by a file like these and a place in this list. */
export const allLanguages: readonly BookingLanguage[] = [vietnamese, chinese, indonesian, english];
