import type { Services } from '../port.ts';
import { type CheaperStopsDeps, makeCheaperStops } from './cheaper-stops.ts';
import { PlaceWaysMemory } from './place-ways.ts';
import { QuoteDays, type QuoteDaysDeps } from './quote-days.ts';
import { makeQuotes, type QuotesDeps } from './quotes.ts';

/** What is priced by putting it into plans: quotes, and stops on other days. They share what is laid out and asked for. */
export function openQuotes(deps: QuoteDaysDeps & Omit<QuotesDeps & CheaperStopsDeps, 'days' | 'memory'>): {
  readonly quotes: Services['quotes'];
  readonly cheaper: Services['costs']['cheaper'];
} {
  const shared = { ...deps, days: new QuoteDays(deps), memory: new PlaceWaysMemory(deps.snapLimitMetres) };
  return { quotes: makeQuotes(shared), cheaper: makeCheaperStops(shared) };
}
