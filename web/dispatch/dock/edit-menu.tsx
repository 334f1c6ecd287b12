import { useEffect, useRef, useState } from 'react';
import type { DeskRun } from '#server/domain/edits/desk-plan.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { EditPrice } from '#web/shared/desk/price-edit.ts';
import { CostChange } from '../desk/cost-change.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { DriverDialog } from './driver-dialog.tsx';
import { runEntries, stopEntries, type MenuEntry, type MenuOption } from './menu-entries.ts';
import type { PriceWords } from './price-words.ts';
import { StartDialog } from './start-dialog.tsx';

/** What a menu is about, and where it opens. */
export interface MenuTarget {
  readonly of: { readonly run: DeskRun } | { readonly stops: readonly string[] };
  readonly x: number;
  readonly y: number;
}

interface EditMenuProps {
  readonly target: MenuTarget;
  readonly desk: Desk;
  readonly date: string;
  readonly words: PriceWords;
  readonly onClose: () => void;
}

type Asking =
  | { readonly entry: MenuEntry; readonly options: readonly MenuOption[] }
  | { readonly kind: 'start' | 'driver'; readonly run: DeskRun };

/** The menu of a run or of stops, with what each entry would cost; some lead to a choice. */
export function EditMenu({ target, desk, date, words, onClose }: EditMenuProps) {
  const { t } = useI18n();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { of } = target;
  const entries = 'run' in of ? runEntries(desk, of.run, t) : stopEntries(desk, of.stops, words, t);
  const title =
    'run' in of
      ? t('dock.run', { run: of.run.run, vehicle: of.run.vehicle })
      : of.stops.length === 1
        ? words.labelOf(of.stops[0]!)
        : t('run.stops', { count: of.stops.length });
  const act = ({ act: what, ...entry }: MenuEntry): void => {
    if (what.kind === 'edit') {
      desk.edit(what.edit);
      onClose();
    } else if (what.kind === 'choose') setAsking({ entry: { ...entry, act: what }, options: what.options() });
    else setAsking({ kind: what.kind, run: what.run });
  };
  if (asking && 'run' in asking) {
    return asking.kind === 'start' ? (
      <StartDialog run={asking.run} desk={desk} words={words} onClose={onClose} />
    ) : (
      <DriverDialog run={asking.run} desk={desk} date={date} onClose={onClose} />
    );
  }
  if (asking) {
    return (
      <Dialog title={`${title}: ${asking.entry.label}`} onClose={onClose} isNarrow>
        {asking.options.length === 0 && <p>{t('dock.no-choice')}</p>}
        <ul className="rows boxed">
          {asking.options.map((option) => (
            <li key={option.key}>
              <button
                type="button"
                className="list-row option-row"
                onClick={() => {
                  desk.edit(option.edit);
                  onClose();
                }}
              >
                <span className="grow">{option.label}</span>
                <PriceOf price={option.price} />
              </button>
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  return (
    <MenuPanel target={target} title={title} onClose={onClose}>
      {entries.map((entry) => (
        <button
          key={entry.key}
          type="button"
          role="menuitem"
          className="menu-item"
          tabIndex={-1}
          onClick={() => act(entry)}
        >
          <span className="grow">{entry.label}</span>
          {entry.price && <PriceOf price={entry.price} />}
        </button>
      ))}
    </MenuPanel>
  );
}

function PriceOf({ price }: { price: EditPrice }) {
  const { t } = useI18n();
  const { costChange, violationsChange, isUnreachable } = price;
  return (
    <span className="price-of">
      {violationsChange > 0 && (
        <span className="row-broken">
          <Icon name="warning" />
          {t('run.violations', { count: violationsChange })}
        </span>
      )}
      <CostChange change={costChange} isUnreachable={isUnreachable} />
    </span>
  );
}

interface MenuPanelProps {
  readonly target: MenuTarget;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

/** Opens where it was asked for and inside of the window; arrows move, Escape closes and gives the focus back. */
function MenuPanel({ target, title, onClose, children }: MenuPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const before = document.activeElement;
    const here = panel.current;
    if (here) {
      const { width, height } = here.getBoundingClientRect();
      here.style.left = `${Math.max(4, Math.min(target.x, innerWidth - width - 4))}px`;
      here.style.top = `${Math.max(4, Math.min(target.y, innerHeight - height - 4))}px`;
      here.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    }
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && !here?.contains(event.target)) close.current();
    };
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [target]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
      return;
    }
    const items = [...(panel.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    items[next % items.length]?.focus();
  };
  return (
    <div className="edit-menu" role="menu" aria-label={title} tabIndex={-1} ref={panel} onKeyDown={onKeyDown}>
      <p className="edit-menu-title" role="presentation">
        {title}
      </p>
      {children}
    </div>
  );
}
