import type { DrivenRun } from './driven-run.ts';
import { keyOfItem } from './driven-run.ts';
import { eventIdOf } from './event-id.ts';
import type { RunEvent, RunItem } from './run-event.ts';
import { readDeed, writeDeed } from './text-deeds.ts';
import { textDigest } from './text-digest.ts';

/** A run as the desk knows it, to read a text of one of its phones. */
export interface TextRun {
  readonly run: string;
  readonly phones: readonly string[];
  readonly versions: readonly DrivenRun[];
  /** What the hub calls its products. */
  readonly products: readonly string[];
}

export type TextRead =
  | { readonly kind: 'read'; readonly run: string; readonly events: readonly RunEvent[] }
  /** `damaged`: letters are missing or wrong. `unknown`: it is of no run, phone or revision that is known. */
  | { readonly kind: 'damaged' | 'unknown' };

const minuteMs = 60_000;
const mark = 'hub1';
/** So that a text takes no more than some three messages. */
const mostTaps = 30;

/**
 * Taps as short texts, for messages that a driver sends when no data goes through:
 *
 *     hub1 RUN PHONE REVISION OFFSET MINUTE ORDER TAP TAP … CHECK
 *
 * Run and phone by the first eight letters of their ids, the clock's offset in seconds, the first tap's minute and order; a
 * tap is `minutes.orders.kind.…`, counted from the one before. Numbers are to the base of 36, and nothing depends on
 * capitals. A product is four letters of its name's digest. Notes, other names, pictures and positions are left out: they
 * come with the taps themselves, whose ids are the same.
 */
export function writeTexts(
  { run, phone }: { readonly run: string; readonly phone: string },
  versions: readonly DrivenRun[],
  events: readonly RunEvent[],
): string[] {
  const inOrder = events.toSorted((a, b) => a.order - b.order);
  return versions.flatMap((version) => {
    const items = itemsOf(version).map(keyOfItem);
    const taps = inOrder
      .filter(({ revision }) => revision === version.revision)
      .flatMap((event) => {
        const words = writeDeed(event.deed, phone, (item) => items.indexOf(keyOfItem(item)));
        return words === null ? [] : [{ event, words }];
      });
    const parts = Array.from({ length: Math.ceil(taps.length / mostTaps) }, (_, part) =>
      taps.slice(part * mostTaps, (part + 1) * mostTaps),
    );
    return parts.map((part) => writePart([run.slice(0, 8), phone.slice(0, 8)], version.revision, part));
  });
}

function writePart(
  names: readonly string[],
  revision: number,
  taps: readonly { readonly event: RunEvent; readonly words: string }[],
): string {
  const first = taps[0]!.event; // a part has taps
  const offset = Math.round((first.clock_offset_ms ?? 0) / 1_000);
  const start = Math.floor(first.at / minuteMs);
  let [minute, order] = [start, first.order];
  const written = taps.map(({ event, words }) => {
    const now = Math.max(minute, Math.floor(event.at / minuteMs));
    const tap = `${(now - minute).toString(36)}.${(event.order - order).toString(36)}.${words}`;
    [minute, order] = [now, event.order];
    return tap;
  });
  const head = [revision, offset, start, first.order].map((value) => value.toString(36));
  const text = [mark, ...names, ...head, ...written].join(' ');
  return `${text} ${textDigest(text)}`;
}

/** The taps of a text, as events of its phone; times are those of the minute. */
export function readText(text: string, runs: readonly TextRun[]): TextRead {
  const words = text.trim().toLowerCase().split(/\s+/);
  const check = words.pop();
  if (words[0] !== mark || check !== textDigest(words.join(' '))) return { kind: 'damaged' };
  const [, runName = '', phoneName = '', ...rest] = words;
  const known = runs.find(({ run }) => run.toLowerCase().startsWith(runName));
  const phone = known?.phones.find((each) => each.toLowerCase().startsWith(phoneName));
  const [revision = 0, offset = 0, start = 0, first = 0] = rest
    .slice(0, 4)
    .map((each) => Number.parseInt(each, 36));
  const version = known?.versions.find((each) => each.revision === revision);
  if (!known || !phone || !version) return { kind: 'unknown' };
  const items = itemsOf(version);
  const products = [...new Set([...known.products, ...bookedProducts(version)])];
  let [minute, order] = [start, first];
  const events: RunEvent[] = [];
  for (const tap of rest.slice(4)) {
    const [minutes = '', orders = '', ...words] = tap.split('.');
    minute += Number.parseInt(minutes, 36);
    order += Number.parseInt(orders, 36);
    const deed = readDeed(words, phone, items, products);
    if (deed === null) return { kind: 'damaged' };
    events.push({
      id: eventIdOf(phone, order),
      phone,
      order,
      at: minute * minuteMs,
      clock_offset_ms: offset * 1_000,
      position: null,
      revision,
      deed,
    });
  }
  return { kind: 'read', run: known.run, events };
}

const itemsOf = ({ trips }: DrivenRun): RunItem[] =>
  trips.flatMap(({ stops }) =>
    stops.flatMap(({ items }) => items.map(({ request, visit }) => ({ request, visit }))),
  );

/** They may be others than the hub has by now. */
const bookedProducts = ({ trips }: DrivenRun): string[] =>
  trips.flatMap(({ stops }) => stops.flatMap(({ items }) => items.map(({ product }) => product)));
